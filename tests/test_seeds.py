"""The five source texts: byte for byte as they came, each described, each of its form."""

import hashlib
import shutil
from pathlib import Path

import pytest

from osce_docs.ingest.parse import parse
from osce_docs.ingest.read import FolderRead, SourceFile, decode, read

SEEDS = Path(__file__).parent.parent / "seeds"
EXPECTED = [
    ("000_8b745f5ca1db39fb.txt", "bad7ed9e1f033acacea4216ed0239256323c4d62fbb2091f32cab1762422ab1d", "osce-page"),
    ("001_a9c4aad380b505f8.txt", "e508ce6f27125284dbb764408e2e571bea36b0438a0589e2e1e5bed9e4657888", "osce-page"),
    ("002_6beeef3011d4fdf1.txt", "8ecc87c8fd28d8abc48feb7666cc699d2203b14d9cb3e29ca4e35caf32fed5fb", "encyclopedia"),
    ("003_700a10353a5e8180.txt", "ffa656da6beeed4b486d6cf21ddf69dbcffbad65164f93b6d0b0de17feb7c75c", "osce-page"),
    ("004_c0359c13d2a91996.txt", "c29453dba37bd88dd45b7a5c7413b15169b06a4297f9deae84c07379889efef9", "narrative"),
]


def _files() -> list[SourceFile]:
    return [found for found in read([SEEDS]) if isinstance(found, SourceFile)]


def test_the_texts_are_unaltered() -> None:
    assert [(file.key, file.sha256) for file in _files()] == [(f"seeds/{name}", digest) for name, digest, _ in EXPECTED]
    assert [file.sha256 for file in _files()] == [hashlib.sha256(file.data).hexdigest() for file in _files()]


def test_nothing_is_refused() -> None:
    assert [type(found) for found in read([SEEDS])] == [*[SourceFile] * 5, FolderRead]


def test_each_text_has_its_origin_rights_and_attribution() -> None:
    for file in _files():
        source = file.source
        assert all((source.title, source.publisher, source.address, source.rights, source.attribution)), file.key
        assert (source.key, source.language, source.retrieved) == ("seeds", "en", "")


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, _, form in EXPECTED])
def test_the_form_is_told_from_the_text(name: str, form: str) -> None:
    document = parse(decode((SEEDS / name).read_bytes()))
    assert document.format == form
    assert (document.navigation is not None) == (form == "osce-page")


def test_the_three_pages_carry_one_navigation() -> None:
    texts = [parse(decode((SEEDS / name).read_bytes())) for name, _, form in EXPECTED if form == "osce-page"]
    menus = {each.navigation.quote(each.text) for each in texts if each.navigation}
    assert [len(menu.split("\n")) for menu in menus] == [151]


def test_the_key_does_not_depend_on_where_the_archive_stands(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "elsewhere")
    copied = [found.key for found in read([tmp_path / "elsewhere"]) if isinstance(found, SourceFile)]
    assert copied == [file.key for file in _files()]
