"""A citation for people to read and copy."""

from osce_docs.public.citing.reference import ARCHIVE, Reference


def in_words(cited: Reference) -> str:
    """Return a reference as a sentence: publisher, title, date and place, archive, address."""
    quoted = f"“{cited.quote}”, in " if cited.quote else ""
    about = ", ".join(filter(None, [cited.publisher, f"“{cited.title}”", cited.date, cited.place]))
    return f"{quoted}{about}. {ARCHIVE}, {cited.address}"
