"""Which document is meant: by its key, or by its address as a browser shows it."""

import re
from urllib.parse import urlsplit

from osce_docs.models import Document, Erasure, Trace

ADDRESS = re.compile(r"(?:^|/)documents/([-\w]+)(?:/|$)")


class NotErased(ValueError):
    """Nothing can be erased; the words are one clear sentence for the person who asked for it."""


def named(name: str) -> Document:
    """Return the document of a key or an address. Raises NotErased where there is none, or it was erased already."""
    found = ADDRESS.search(urlsplit(name).path if "://" in name else name)
    slug = found[1] if found else name
    document = Document.objects.filter(key=name).first() or Document.objects.filter(slug=slug).first()
    if document is not None and not hasattr(document, "erasure"):
        return document
    hashes = [Trace.of(each) for each in (name, slug)]
    erasure = Erasure.objects.filter(traces__sha256__in=hashes).first()
    if erasure is not None:
        raise NotErased(f"This document was erased already, on {erasure.erased_at:%Y-%m-%d}.")
    raise NotErased(f"There is no document {name!r}. Give its key, as seeds/one.txt, or its address.")
