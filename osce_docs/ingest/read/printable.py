"""Names as one can print them on one line."""

from pathlib import Path


def printable(path: Path | str) -> str:
    r"""Return the path with what does not print (line ends, undecodable bytes, writing direction) as `\x0a`."""
    return "".join(each if each.isprintable() else _escaped(each) for each in str(path))


def _escaped(character: str) -> str:
    code = ord(character)
    byte = code - 0xDC00 if 0xDC80 <= code <= 0xDCFF else code
    return f"\\x{byte:02x}" if byte < 0x100 else f"\\u{byte:04x}"
