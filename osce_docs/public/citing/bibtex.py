"""BibTeX."""

import re

from osce_docs.public.citing.reference import ARCHIVE, Reference

# Signs that mean something to TeX, and how it is told that they do not.
SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "%$#&_"},
    }
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(cited: Reference) -> str:
    """Return a reference as one entry of BibTeX in UTF-8; what is not known is left out."""
    day = cited.days[0] if cited.days else ()
    fields = {
        "author": f"{{{_plain(cited.publisher)}}}" if cited.publisher else "",
        "title": f"{{{_plain(cited.title)}}}",
        "year": str(day[0]) if day else "",
        "date": "/".join("-".join(f"{part:02}" for part in each) for each in cited.days),
        "address": _plain(cited.place),
        "type": _plain(cited.kind),
        "howpublished": ARCHIVE,
        "language": cited.language,
        "note": _plain(cited.quote and f"“{cited.quote}”"),
        # An address is not set as words: there its signs stand as they are.
        "url": cited.address,
    }
    told = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if len(day) > 1:
        told.append(f"  month = {MONTHS[day[1] - 1]}")
    return ",\n".join([f"@misc{{{_key(cited.key)}", *told]) + "\n}\n"


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(SIGNS)


def _key(text: str) -> str:
    return re.sub(r"[^a-zA-Z0-9:_-]", "-", text)
