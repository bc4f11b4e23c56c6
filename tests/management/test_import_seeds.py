import json
import os
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from osce_docs.models import Document, Finding

SEEDS = Path(__file__).parents[2] / "seeds"
pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out, err = StringIO(), StringIO()
    try:
        call_command("import_seeds", *map(str, arguments), stdout=out, stderr=err, **options)
        status = 0
    except CommandError as error:
        status, _ = error.returncode, err.write(str(error))
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def folder(tmp_path):
    here = tmp_path / "texts"
    here.mkdir()
    (here / "good.txt").write_text(
        "The Council met in Oslo on 3 May 1999 and adopted Decision No. 7 on elections.\n", "utf-8"
    )
    return here


def test_the_seeds_come_in_and_come_in_once(tmp_path):
    report = tmp_path / "report.json"
    assert run(SEEDS, "--report", report)[0] == 0
    first = json.loads(report.read_text(encoding="utf-8"))
    assert first["files"] == {"read": 5, "imported": 5, "unchanged": 0, "refused": []}
    assert first["records"]["documents"] == {"created": 5, "updated": 0, "unchanged": 0}
    assert first["records"]["organizations"]["created"] > 100
    assert run(SEEDS, "--report", report)[0] == 0
    second = json.loads(report.read_text(encoding="utf-8"))
    assert second["files"] == {"read": 5, "imported": 0, "unchanged": 5, "refused": []}
    assert all(not any((row["created"], row["updated"])) for row in second["records"].values())
    assert set(second) == {"files", "records", "kept_rulings", "seconds"}


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)),
    "invalid.txt": b"A caf\xe9 in Oslo.",
    "nul.txt": b"A statement\x00 of the Council.",
    "long.txt": b"x" * 17_000_000,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_by_name_and_all_else_is_in(folder, name):
    (folder / name).write_bytes(BAD[name])
    status, _, err = run(folder)
    assert status == 1
    assert name in err
    assert "Traceback" not in err
    assert [document.path for document in Document.objects.all()] == ["good.txt"]


def test_what_is_no_file_is_refused(folder, tmp_path):
    os.mkfifo(folder / "pipe.txt")
    (folder / "out.txt").symlink_to("/etc/hostname")
    (folder / "loop.txt").symlink_to("loop.txt")
    status, _, err = run(folder)
    assert status == 1
    assert all(name in err for name in ("pipe.txt", "out.txt", "loop.txt"))
    assert Document.objects.count() == 1


def test_utf_16_is_imported_exactly(folder):
    (folder / "wide.txt").write_bytes("Türkiye met the OSCE in Vienna.".encode("utf-16"))
    assert run(folder)[0] == 0
    texts = {document.path: document.text.readable for document in Document.objects.select_related("text")}
    assert texts["wide.txt"] == "Türkiye met the OSCE in Vienna."
    assert len(texts) == 2


def test_a_name_with_a_line_feed_is_refused_on_one_line(folder):
    (folder / "two\nlines.txt").write_text("The Office in Oslo was opened on 3 May 1999.", "utf-8")
    status, _, err = run(folder)
    assert status == 1
    assert "two\\x0alines.txt" in err.splitlines()[0]


def test_a_path_that_is_not_there_is_one_sentence(tmp_path):
    status, out, err = run(tmp_path / "nowhere")
    assert (status, out) == (1, "")
    assert err == f"There is no file or folder '{tmp_path}/nowhere'."


def test_an_empty_path_is_not_the_current_folder(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert run("") == (1, "", "There is no file or folder ''.")
    assert not Document.objects.exists()


def test_a_database_that_cannot_be_written_is_one_sentence(folder):
    database = connection.connection
    forbid = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET TRANSACTION READ ONLY"}[connection.vendor]
    database.execute(forbid)
    try:
        status, _, err = run(folder)
    finally:
        if connection.vendor == "sqlite":
            database.execute("PRAGMA query_only = OFF")
    assert status == 1
    assert err.startswith("The database stopped this: ")


def test_an_unrecognised_text_is_imported_with_a_finding(folder):
    (folder / "table.txt").write_text("1;2;3\n4;5;6\n7;8;9\n" * 20, "utf-8")
    assert run(folder)[0] == 0
    assert Finding.objects.filter(kind="unrecognised-format", document__path="table.txt").count() == 1


def test_a_dry_run_writes_nothing(folder):
    status, out, _ = run(folder, "--dry-run")
    assert status == 0
    assert "nothing was written" in out
    assert not Document.objects.exists()


def test_a_copy_typed_another_way_is_the_same_document(folder, monkeypatch):
    (folder / "source.toml").write_text('key = "here"\n', "utf-8")
    shutil.copy(SEEDS / "000_8b745f5ca1db39fb.txt", folder / "seed.txt")
    run(folder)
    monkeypatch.chdir(folder)
    assert run("seed.txt", "./good.txt", folder / ".." / "texts" / "seed.txt")[0] == 0
    assert sorted(Document.objects.values_list("key", flat=True)) == ["here/good.txt", "here/seed.txt"]
