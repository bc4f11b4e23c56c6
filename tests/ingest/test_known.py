"""What was imported before is recognised by size and time where they can be trusted, else by its bytes."""

import os
from datetime import UTC, datetime, timedelta

import pytest

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
