"""Reading from a disk as people leave it: every file is read exactly, or refused by name and with its reason."""

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from osce_docs.ingest.read import FolderRead, Refusal, SourceFile, decode, read

DESCRIPTION = """
key = "congress"
title = "Papers of a congress"
publisher = "The congress"
retrieved = 2001-05-06
language = "en"
rights = "Public domain"

[files."b.txt"]
language = "fi"
address = "https://example.org/b"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A described folder with files in two folders, and files that are no sources."""
    folder = tmp_path / "papers"
    (folder / "more").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "more/c.md", "more.txt", "README.md", "readme", ".hidden", "more/.git"):
        (folder / name).write_text(f"The text of {name}.")
    (folder / "source.toml").write_text(DESCRIPTION)
    return folder


def _keys(*paths: Path) -> list[str]:
    return [found.key for found in read(paths) if isinstance(found, SourceFile)]


def _reasons(*paths: Path, limit: int = 1000) -> dict[str, str]:
    return {Path(found.path).name: found.reason for found in read(paths, limit) if isinstance(found, Refusal)}


def test_all_regular_files_are_sources_in_the_order_of_their_keys(folder: Path) -> None:
    assert _keys(folder) == ["congress/a.txt", "congress/b.txt", "congress/more.txt", "congress/more/c.md"]


def test_a_file_comes_with_its_bytes_and_description(folder: Path) -> None:
    first, second = list(read([folder]))[:2]
    assert isinstance(first, SourceFile)
    assert isinstance(second, SourceFile)
    assert first.data == b"The text of a.txt."
    assert first.size == 18
    assert first.sha256 == "9ead6b127e41266382065ae85609f389f93bfd544d6f5c55954e72f3395f6d34"
    assert first.mtime_ns == (folder / "a.txt").stat().st_mtime_ns
    assert (first.source.key, first.source.publisher, first.source.language) == ("congress", "The congress", "en")
    assert first.source.retrieved == "2001-05-06"
    assert (second.source.language, second.source.address) == ("fi", "https://example.org/b")
    assert second.source.publisher == "The congress"


def test_the_key_is_the_same_whatever_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, file_link = folder.parent / "link", folder.parent / "link.txt"
    link.symlink_to(folder)
    file_link.symlink_to(folder / "more" / "c.md")
    monkeypatch.chdir(folder)
    relative = [Path("more"), Path("more/c.md"), Path("../papers/more")]
    typed = [folder / "more" / "c.md", folder / "more", link / "more", file_link, *relative]
    assert [_keys(path) for path in typed] == [["congress/more/c.md"]] * 7


def test_a_file_typed_twice_is_read_once(folder: Path) -> None:
    assert _keys(folder, folder / "a.txt", folder / "more", folder) == _keys(folder)


def test_hidden_files_below_a_folder_are_passed_over_and_refused_when_typed(folder: Path) -> None:
    assert _reasons(folder) == {}
    names = (".hidden", "README.md", "source.toml")
    assert _reasons(*(folder / name for name in names)) == {
        ".hidden": "is hidden by its name, and so no source",
        "README.md": "is a README, which is no source",
        "source.toml": "describes sources and is none",
    }


@pytest.mark.parametrize(("typed", "keys"), [("", ["papers/x/y.txt"]), ("x", ["x/y.txt"]), ("x/y.txt", ["x/y.txt"])])
def test_without_a_description_the_folder_describes_itself(tmp_path: Path, typed: str, keys: list[str]) -> None:
    (tmp_path / "papers" / "x").mkdir(parents=True)
    (tmp_path / "papers" / "x" / "y.txt").write_text("Text.")
    assert _keys(tmp_path / "papers" / typed) == keys


def test_a_folder_with_a_description_of_its_own_is_a_source_of_its_own(folder: Path) -> None:
    (folder / "more" / "source.toml").write_text('key = "annex"')
    assert _keys(folder) == ["congress/a.txt", "congress/b.txt", "congress/more.txt", "annex/c.md"]
    assert [found for found in read([folder]) if isinstance(found, FolderRead)] == [
        FolderRead("annex/"),
        FolderRead("congress/"),
    ]


def test_a_folder_read_whole_is_told_of_last(folder: Path) -> None:
    assert list(read([folder]))[-1] == FolderRead("congress/")
    assert list(read([folder / "more"]))[-1] == FolderRead("congress/more/")
    assert not any(isinstance(found, FolderRead) for found in read([folder / "a.txt"]))


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("key = ", "cannot be understood"),
        ('key = "a/b"', "key is not a word"),
        ('publischer = "X"', "publischer is none of"),
        ("language = 7", "language is not a text"),
        (f'publisher = "{"x" * 301}"', "publisher is longer than 300 characters"),
        ('language = "English, mostly"', "language is no tag such as en or sr-Latn: English, mostly"),
        ('retrieved = "last spring"', "retrieved is no date such as 2026-11-06: last spring"),
        ("files = 1", "files is not a group of tables"),
        ('[files."a.txt"]\nkey = "b"', "key is none of"),
        ("a = " + "[" * 5000, "cannot be understood"),
        ("a = " + "9" * 5000, "cannot be understood"),
        ('"red\\u001b[31m" = "x"', r"red\x1b[31m is none of"),
    ],
)
def test_below_a_description_that_cannot_be_understood_nothing_is_read(
    folder: Path, description: str, words: str
) -> None:
    (folder / "more" / "source.toml").write_text(description)
    found = list(read([folder]))
    refusals = [each for each in found if isinstance(each, Refusal)]
    assert [Path(each.path).name for each in refusals] == ["more"]
    assert words in refusals[0].reason
    assert found[-1] == FolderRead("congress/", ("congress/more/",))
    assert words in _reasons(folder / "more" / "c.md")["c.md"]


BAD_FILES = [
    (b"", "is empty"),
    (b" \n\t\n", "holds no text"),
    (b"\xef\xbb\xbf", "holds no text"),
    (b"Caf\xe9 society", "is not valid UTF-8: byte 3 (0xe9) cannot be read"),
    (b"\xef\xbb\xbfA\xff", "is not valid UTF-8: byte 4 (0xff) cannot be read"),
    (b"Text with a\0NUL", "is binary or holds no plain text: character 11 is a NUL"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is binary or holds no plain text: byte 8 is a NUL"),
    (bytes(range(1, 32)) * 9, "is binary: it is full of control characters"),
    (b"x" * 1001, "is larger than 1000 bytes"),
    (b"\xff\xfea\0b", "is not valid UTF-16: byte 4 (0x62) cannot be read"),
    ("a\0b".encode("utf-16"), "is binary or holds no plain text: character 1 is a NUL"),
]


@pytest.mark.parametrize(("data", "reason"), BAD_FILES)
def test_a_file_that_is_no_text_is_refused_and_the_others_are_read(folder: Path, data: bytes, reason: str) -> None:
    (folder / "bad.bin").write_bytes(data)
    assert _reasons(folder) == {"bad.bin": reason}
    found = [each for each in read([folder], 1000) if not isinstance(each, FolderRead)]
    assert [each.path for each in found if isinstance(each, Refusal)] == [str(folder / "bad.bin")]
    others = ["congress/a.txt", "congress/b.txt", "congress/more.txt", "congress/more/c.md"]
    assert [each.key for each in found if isinstance(each, SourceFile)] == others


def test_a_huge_file_is_refused_before_it_is_read(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    assert _reasons(folder, limit=16_000_000) == {"huge.txt": "is larger than 16 MB (200 MB)"}


def test_pipes_sockets_and_devices_are_refused_without_waiting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(folder)  # The path of a socket must be short.
        listening.bind("socket")
    assert _reasons(folder, Path("/dev/zero")) == {
        "pipe": "is a named pipe, not a file",
        "socket": "is a socket, not a file",
        "zero": "is a device, not a file",
    }


def test_links_that_lead_out_nowhere_or_in_a_circle_are_refused(folder: Path) -> None:
    (folder.parent / "secret.txt").write_text("Secret.")
    (folder / "out.txt").symlink_to("../secret.txt")
    (folder / "up").symlink_to("..")
    (folder / "gone").symlink_to("nothing")
    (folder / "circle").symlink_to("circle")
    (folder / "inside.txt").symlink_to("a.txt")
    (folder / "more" / "round").symlink_to("..")
    assert _reasons(folder) == {
        "circle": "is a link that cannot be followed: its links lead in a circle",
        "gone": "is a link that leads nowhere",
        "out.txt": "is a link that leads out of the folder",
        "up": "is a link that leads out of the folder",
    }
    assert _keys(folder) == ["congress/a.txt", "congress/b.txt", "congress/more.txt", "congress/more/c.md"]
    assert _reasons(folder / "circle", folder / "gone") == {
        "circle": "cannot be reached: its links lead in a circle",
        "gone": "does not exist",
    }


def test_what_may_not_be_read_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read everything, so the refusal of the system itself is acted out."""
    real_open, real_scandir = os.open, os.scandir
    denied = {str(folder / "a.txt"), str(folder / "more")}

    def _denying(real):
        def call(path, *rest, **named):
            if str(path) in denied:
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *rest, **named)

        return call

    monkeypatch.setattr(os, "open", _denying(real_open))
    monkeypatch.setattr(os, "scandir", _denying(real_scandir))
    assert _reasons(folder) == {
        "a.txt": "cannot be read: Permission denied",
        "more": "is a folder that cannot be listed: Permission denied",
    }
    assert list(read([folder]))[-1] == FolderRead("congress/", ("congress/more/",))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_locked_folder_is_refused(folder: Path) -> None:
    (folder / "more").chmod(0)
    try:
        assert _reasons(folder) == {"more": "is a folder that cannot be listed: Permission denied"}
    finally:
        (folder / "more").chmod(stat.S_IRWXU)


def test_a_file_that_vanishes_while_others_are_read_is_refused(folder: Path) -> None:
    reading = read([folder])
    next(reading)
    (folder / "b.txt").unlink()
    reason = "cannot be read: No such file or directory"
    assert next(reading) == Refusal(str(folder / "b.txt"), reason)


@pytest.mark.parametrize(
    ("name", "shown", "reason"),
    [
        (b"two\nlines.txt", "two\\x0alines.txt", "has a name with a control character"),
        (b"caf\xe9.txt", "caf\\xe9.txt", "has a name that is not valid UTF-8"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused_in_print(folder: Path, name: bytes, shown: str, reason: str) -> None:
    with open(os.fsencode(folder) + b"/" + name, "w") as file:  # noqa: PTH123 a Path cannot spell such a name plainly
        file.write("Text.")
    assert _reasons(folder) == {shown: reason}
    assert _reasons(Path(os.fsdecode(os.fsencode(folder) + b"/" + name))) == {shown: reason}


def test_a_path_that_does_not_exist_is_one_sentence(folder: Path) -> None:
    found = list(read([folder / "no\x1b[2J", folder / "a.txt"]))
    assert found[0] == Refusal(f"{folder}/no\\x1b[2J", "does not exist")
    assert [each.key for each in found[1:]] == ["congress/a.txt"]


@pytest.fixture
def abyss(tmp_path: Path) -> Iterator[Path]:
    """A folder with a file at its top and one far down; taken away again without recursion."""
    deep = [tmp_path / "deep"]
    while len(deep) < 1200:
        deep.append(deep[-1] / "d")
    for folder in deep:
        folder.mkdir()
    files = [deep[0] / "top.txt", deep[-1] / "bottom.txt"]
    for file in files:
        file.write_text("Text.")
    yield deep[0]
    for file in files:
        file.unlink()
    for folder in reversed(deep):
        folder.rmdir()


def test_folders_deeper_than_the_stack_are_walked(abyss: Path) -> None:
    assert _keys(abyss) == ["deep/top.txt"]
    assert "has more than" in _reasons(abyss)["bottom.txt"]


def test_two_folders_of_one_name_do_not_give_two_files_one_key(tmp_path: Path) -> None:
    for year in ("1991", "1992"):
        (tmp_path / year / "papers").mkdir(parents=True)
        (tmp_path / year / "papers" / "a.txt").write_text(f"Text of {year}.")
    (tmp_path / "1992" / "papers" / "b.txt").write_text("Text.")
    folders = [tmp_path / "1991" / "papers", tmp_path / "1992" / "papers"]
    assert _keys(*folders) == ["papers/a.txt", "papers/b.txt"]
    assert "would have the same key as" in _reasons(*folders)["a.txt"]


def test_every_file_read_can_be_decoded(folder: Path) -> None:
    (folder / "wide.txt").write_bytes("Wide words.\r\nMore.".encode("utf-16"))
    files = [found for found in read([folder]) if isinstance(found, SourceFile)]
    assert [decode(file.data) for file in files][-1] == "Wide words.\nMore."
