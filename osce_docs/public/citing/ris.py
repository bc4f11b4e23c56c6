"""RIS, which reference managers import."""

from osce_docs.public.citing.reference import ARCHIVE, Reference


def ris(cited: Reference) -> str:
    """Return a reference as one record of RIS; what is not known is left out."""
    day = cited.days[0] if cited.days else ()
    year, month, of_month = (f"{part:02}" for part in (*day, *(0,) * (3 - len(day)))) if day else ("", "", "")
    lines = [
        ("TY", "GEN"),
        ("ID", cited.key),
        ("AU", cited.publisher),
        ("TI", cited.title),
        ("PY", year),
        ("DA", "/".join(part if part != "00" else "" for part in (year, month, of_month)) + "/" if day else ""),
        ("CY", cited.place),
        ("PB", cited.publisher),
        ("M3", cited.kind),
        ("LA", cited.language),
        ("DB", ARCHIVE),
        ("N1", cited.quote and f"“{cited.quote}”"),
        ("UR", cited.address),
    ]
    told = [f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value]
    return "\r\n".join([*told, "ER  - ", ""])
