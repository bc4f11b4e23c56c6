"""What was imported before is recognised by size and time where they can be trusted, else by its bytes."""

import os
import tracemalloc
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from osce_docs.ingest import known
from osce_docs.ingest.known import FILES, Known
from osce_docs.ingest.read import FolderRead, Unchanged, read
from osce_docs.ingest.run import import_sources
from osce_docs.models import Document, ImportRun

pytestmark = pytest.mark.django_db

ONE, OTHER = "The Council met in Oslo on 3 May 1998.\n", "The Council met in Rome on 3 May 1998.\n"


@pytest.fixture
def file(tmp_path):
    """A text imported an hour after it was written."""
    file = tmp_path / "one.txt"
    file.write_text(ONE, "utf-8")
    _age(file, hours=1)
    import_sources([tmp_path])
    return file


def _age(file, **ago):
    then = (datetime.now(UTC) - timedelta(**ago)).timestamp()
    os.utime(file, (then, then))
    return file.stat().st_mtime_ns


def _rewrite(file, mtime_ns):
    file.write_text(OTHER, "utf-8")
    os.utime(file, ns=(mtime_ns, mtime_ns))


def stored():
    return Document.objects.get().text.content


def test_a_file_of_unchanged_size_and_time_is_not_opened(file):
    _rewrite(file, file.stat().st_mtime_ns)
    assert import_sources([file.parent]).unchanged == 1
    assert stored() == ONE


def test_all_files_are_opened_to_verify_them(file):
    _rewrite(file, file.stat().st_mtime_ns)
    assert import_sources([file.parent], verify=True).imported == 1
    assert stored() == OTHER


def test_a_file_of_another_time_is_opened(file):
    _rewrite(file, _age(file, minutes=30))
    assert import_sources([file.parent]).imported == 1
    assert stored() == OTHER


def test_a_file_written_as_it_was_imported_is_opened(file):
    ImportRun.objects.update(started_at=datetime.now(UTC) - timedelta(hours=1))
    _rewrite(file, file.stat().st_mtime_ns)
    assert import_sources([file.parent]).imported == 1
    assert stored() == OTHER


def test_a_file_described_anew_is_read_again(file):
    (file.parent / "source.toml").write_text(f'key = "{file.parent.name}"\npublisher = "A museum"\n', "utf-8")
    assert import_sources([file.parent]).imported == 1
    assert Document.objects.get().provenance.publisher == "A museum"


A_DOCUMENT = 40


def _store_known(folder, number):
    """Write so many files into a new folder, and store Documents as if they had been made of them."""
    one = Document.objects.get(path="one.txt")
    columns = {field.attname: getattr(one, field.attname) for field in Document._meta.concrete_fields}
    made = []
    folder.mkdir()
    for at in range(number):
        file = folder / f"{at:05}.txt"
        file.write_text(ONE, "utf-8")
        os.utime(file, ns=(one.modified_ns, one.modified_ns))
        path = f"{folder.name}/{file.name}"
        own = {"id": None, "key": f"{folder.parent.name}/{path}", "slug": path, "path": path}
        made.append(Document(**{**columns, **own}))
    Document.objects.bulk_create(made, batch_size=500)


def _told(folder):
    """Return how many bytes are held at most while the files of a folder come by, and what was told of them."""
    tracemalloc.start()
    known = Known(Document.objects.values_list("rules", flat=True)[0])
    kinds = Counter(type(each) for each in read([folder], known=known.unchanged))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most, kinds


def test_of_any_number_of_documents_little_is_held(file):
    for name in "012":
        _store_known(file.parent / name, FILES)
    few, _ = _told(file.parent)
    for name in "3456":
        _store_known(file.parent / name, FILES)
    many, kinds = _told(file.parent)
    assert kinds == {Unchanged: 7 * FILES + 1, FolderRead: 1}
    assert many - few < 4 * FILES * A_DOCUMENT


def test_of_many_files_those_are_gone_that_are(file):
    folder = file.parent
    _store_known(folder / "many", 2 * FILES + 1)
    names = ("many/00000.txt", f"many/{FILES:05}.txt", f"many/{2 * FILES:05}.txt")
    for name in names:
        (folder / name).unlink()
    known = Known(Document.objects.values_list("rules", flat=True)[0])
    folders = [each for each in read([folder], known=known.unchanged) if isinstance(each, FolderRead)]
    gone = Document.objects.filter(pk__in=list(known.gone(folders)))
    assert {document.key for document in gone} == {f"{folder.name}/{name}" for name in names}
    assert list(known.gone([])) == []
    assert list(known.gone([FolderRead(folders[0].key, (f"{folder.name}/many/",))])) == []


@pytest.mark.parametrize("keys", [1, 100])
def test_folders_whose_names_differ_in_capitals_are_two(file, tmp_path, monkeypatch, keys):
    monkeypatch.setattr(known, "KEYS", keys)
    for place, name in (("here", "minutes"), ("there", "Minutes")):
        (tmp_path / place / "texts").mkdir(parents=True)
        _store_known(tmp_path / place / "texts" / name, 3)
    both = [FolderRead("texts/minutes/"), FolderRead("texts/Minutes/")]
    for folders, names in ((both, {"minutes", "Minutes"}), (both[:1], {"minutes"})):
        gone = list(Known("").gone(folders))
        assert len(gone) == len(set(gone)) == 3 * len(names)
        found = Document.objects.filter(pk__in=gone).values_list("path", flat=True)
        assert {path.partition("/")[0] for path in found} == names
