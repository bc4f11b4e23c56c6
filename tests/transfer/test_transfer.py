"""The whole archive goes through a file into a fresh instance and back: nothing is lost, and no bad file gets in."""

import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from osce_docs.editorial.digest import archive_digest
from osce_docs.editorial.rule import rule
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Annotation, Change, Document, Event, Ruling, SavedView, User
from osce_docs.transfer import NotAnArchive, export_archive, fill_archive
from osce_docs.transfer.tables import carried

ROOT = Path(__file__).parents[2]
# Of other databases a file has to be written as of one moment, which only a transaction of its own can.
pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "The OSCE Summit was held in Oslo on 3 May 1998.\n\nThe Contact Group consists of Italy, France and Germany.\n\n"
    "The Organization for Security and Co-operation in Europe opened an office in Baku on 4 June 1999.\n"
)


@pytest.fixture
def archive(tmp_path):
    """An archive with two texts, rulings, a note, a kept view; return the folder of its texts."""
    return make_archive(tmp_path / "letters")


@pytest.fixture(scope="module")
def written(tmp_path_factory, django_db_setup, django_db_blocker):
    """The file of such an archive, of which nothing is left."""
    folder = tmp_path_factory.mktemp("written")
    with django_db_blocker.unblock():
        make_archive(folder / "letters")
        export_archive(folder / "archive.zip")
        User.groups.through.objects.all().delete()
        empty(User, Change)
    return (folder / "archive.zip").read_bytes()


def make_archive(folder):
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, "utf-8")
    (folder / "two.txt").write_text(TEXT.replace("Oslo", "Bergen") + "“Türkiye”, 東京, 🕊\n", "utf-8")
    import_sources([folder])
    anna = User.objects.create_superuser("anna", "anna@example.org", "secret", first_name="Anna")
    anna.groups.add(Group.objects.get_or_create(name="Editor")[0])
    summit = Event.objects.filter(kind="summit").earliest("pk")
    rule(summit, {"place": None}, anna, reason="Nobody knows.", note="=1+1 “quoted”\n\ttwice")
    rule(summit, {"title": "The Summit"}, anna)
    rule(summit, {"title": "A summit"}, User.objects.create_user("ben"))
    document = Document.objects.earliest("key")
    Annotation.objects.create(document=document, start=4, end=8, quote="OSCE", note="Here it is.", author=anna)
    SavedView.objects.create(user=anna, table="osce_docs.event", name="Mine", query="q=oslo")
    assert list(check_records()) == []
    return folder


def contents():
    """All that the tables hold, but for the numbers of accounts."""
    return {
        model: list(
            model._default_manager.order_by("pk").values_list(
                *(
                    f"{field.name}__username" if field.related_model is User else field.attname
                    for field in model._meta.concrete_fields
                )
            )
        )
        for model in carried()
    }


def empty(*also):
    for model in [*reversed(carried()), *also]:
        model._default_manager.all()._raw_delete("default")


def elsewhere(database, *arguments):
    """Run a command on an SQLite file, in a process of its own; return what it prints."""
    told = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=told, capture_output=True, text=True, check=True
    ).stdout


def test_there_and_back_through_another_instance_nothing_is_lost(tmp_path, archive, tables):
    before, digest = contents(), archive_digest()
    assert any(before.values())
    there, back, other = tmp_path / "there.zip", tmp_path / "back.zip", tmp_path / "other.sqlite3"
    export_archive(there)
    other.write_bytes(tables)
    assert digest in elsewhere(other, "import_archive", str(there))
    assert elsewhere(other, "archive_digest").split() == [digest]
    assert "All promises hold" in elsewhere(other, "check_records")
    elsewhere(other, "export_archive", str(back))
    User.groups.through.objects.all().delete()
    empty(User)
    fill_archive(back)
    assert contents() == before
    assert archive_digest() == digest
    assert list(check_records()) == []


def test_a_filled_instance_goes_on_as_if_it_had_imported_the_texts(tmp_path, archive):
    export_archive(tmp_path / "archive.zip")
    empty()
    fill_archive(tmp_path / "archive.zip")
    assert import_sources([archive]).as_json()["files"]["unchanged"] == 2
    before = Ruling.objects.count()
    assert rule(Event.objects.filter(kind="summit").earliest("pk"), {"place": "Oslo"}, User.objects.get(username="ben"))
    assert Ruling.objects.count() == before + 1


def test_accounts_come_by_name_without_password_and_without_all_rights(tmp_path, archive):
    export_archive(tmp_path / "archive.zip")
    empty()
    User.objects.get(username="anna").delete()
    ben = User.objects.get(username="ben")
    ben.set_password("his own")
    ben.save()
    fill_archive(tmp_path / "archive.zip")
    anna = User.objects.get(username="anna")
    assert (anna.first_name, anna.email, anna.is_superuser) == ("Anna", "anna@example.org", False)
    assert [group.name for group in anna.groups.all()] == ["Editor"]
    assert not anna.has_usable_password()
    assert authenticate(username="ben", password="his own") == ben


def test_no_password_is_in_the_file(tmp_path, archive):
    export_archive(tmp_path / "archive.zip")
    with zipfile.ZipFile(tmp_path / "archive.zip") as file:
        accounts = file.read("tables/account.jsonl").decode()
    assert "anna@example.org" in accounts
    assert User.objects.get(username="anna").password not in accounts


def test_only_the_owner_may_read_the_file(tmp_path, archive):
    export_archive(tmp_path / "archive.zip")
    assert stat.S_IMODE((tmp_path / "archive.zip").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_written_over(tmp_path, archive):
    path = tmp_path / "letter.zip"
    path.write_text("A letter.")
    with pytest.raises(NotAnArchive, match="is there already"):
        export_archive(path)
    assert path.read_text() == "A letter."


@pytest.mark.parametrize("name", ["nowhere/archive.zip", "letter.txt/archive.zip", "a" * 300, f"{'a' * 300}/b"])
def test_what_cannot_be_written_leaves_nothing_behind(tmp_path, archive, name):
    (tmp_path / "letter.txt").write_text("A letter.")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NotAnArchive, match="cannot be written"):
        export_archive(tmp_path / name)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_lies_beside_the_file_to_be_written_stays_as_it_is(tmp_path, archive):
    letter, beside, way = tmp_path / "letter.txt", tmp_path / "archive.zip.part", tmp_path / "way.zip"
    letter.write_text("A letter.")
    beside.symlink_to(letter)
    way.symlink_to(tmp_path / "nowhere.zip")
    export_archive(tmp_path / "archive.zip")
    with pytest.raises(NotAnArchive, match="is there already"):
        export_archive(way)
    assert letter.read_text() == "A letter."
    assert beside.is_symlink()
    assert way.is_symlink()
    assert not (tmp_path / "archive.zip").is_symlink()


def test_an_export_that_is_interrupted_leaves_no_file(tmp_path, archive):
    def interrupt(rows):
        raise KeyboardInterrupt

    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(KeyboardInterrupt):
        export_archive(tmp_path / "archive.zip", interrupt)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_instance_that_holds_something_is_not_filled(tmp_path, archive):
    export_archive(tmp_path / "archive.zip")
    before = contents()
    with pytest.raises(NotAnArchive, match="not empty"):
        fill_archive(tmp_path / "archive.zip")
    assert contents() == before


def rewritten(path, table=None, change=None):
    """Write the file anew with one table, or what it says of itself, changed."""
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    name = f"tables/{table}.jsonl" if table else "archive.json"
    changed = change(members.pop(name))
    with zipfile.ZipFile(path, "w") as file:
        for each, data in (members | ({name: changed} if changed is not None else {})).items():
            file.writestr(each, data)


def first(**columns):
    """Return what changes columns of a table's first row."""

    def change(data):
        line, _, rest = data.partition(b"\n")
        return json.dumps(json.loads(line) | columns).encode() + b"\n" + rest

    return change


def marked(offset, signature, value):
    """Return what sets a byte in each of the ZIP's notes of that kind on a member."""

    def change(path):
        first, *notes = path.read_bytes().split(signature)
        path.write_bytes(
            first + b"".join(signature + note[:offset] + bytes([value]) + note[offset + 1 :] for note in notes)
        )

    return change


def saying(**told):
    return lambda data: json.dumps(json.loads(data) | told).encode()


SPOILT = {
    "no ZIP": (lambda path: path.write_bytes(b"A letter."), "no archive file"),
    "not there": (Path.unlink, "cannot be read: No such file"),
    "another ZIP": (lambda path: rewritten(path, change=lambda data: None), "no archive file"),
    "another form": (lambda path: rewritten(path, change=saying(format="Letters")), "no archive file"),
    "odd counts": (lambda path: rewritten(path, change=saying(rows={"event": "many"})), "no archive file"),
    "deeply nested": (lambda path: rewritten(path, change=lambda data: b"[" * 100_000), "no archive file"),
    "locked by a password": (marked(4, b"PK\x01\x02", 1), "no archive file"),
    "a later form of ZIP": (marked(2, b"PK\x01\x02", 99), "no archive file"),
    "another version": (lambda path: rewritten(path, change=saying(tables="0001_initial")), "of version 0001_initial"),
    "cut short": (lambda path: path.write_bytes(path.read_bytes()[:-400]), "no archive file"),
    "a table missing": (lambda path: rewritten(path, "event", lambda data: None), "is damaged: .*event"),
    "a row missing": (lambda path: rewritten(path, "membership", lambda data: b""), "rows of membership are missing"),
    "no JSON": (lambda path: rewritten(path, "event", lambda data: b"{\n" + data), "Line 1 of tables/event.jsonl"),
    "no row": (lambda path: rewritten(path, "event", lambda data: b"7\n" + data), "Line 1 of tables/event.jsonl"),
    "deeply nested rows": (
        lambda path: rewritten(path, "event", lambda data: b"[" * 100_000),
        "Line 1 of .* recursion",
    ),
    "half a character": (lambda path: rewritten(path, "event", first(title="\ud800")), "do not fit together"),
    "too large": (lambda path: rewritten(path, "event", first(version=10**40)), "do not fit together"),
    "without end": (lambda path: rewritten(path, "event", first(version=float("inf"))), "Line 1 of .* infinity"),
    "another column": (lambda path: rewritten(path, "event", first(colour="red")), "its columns are not"),
    "no number": (lambda path: rewritten(path, "event", first(version="many")), "Line 1 of .* integer"),
    "no day": (lambda path: rewritten(path, "document", first(date_earliest="soon")), "Line 1 of .* date"),
    "a stranger": (lambda path: rewritten(path, "ruling", first(author="nobody")), "Line 1 of .*nobody"),
    "a nameless account": (lambda path: rewritten(path, "account", lambda data: b"{}\n"), "Line 1 of .*username"),
    "a loose end": (
        lambda path: rewritten(path, "membership", first(owner_id=999999)),
        "do not fit together|is damaged",
    ),
    "twice the same": (lambda path: rewritten(path, "event", lambda data: data + data), "do not fit together"),
    "another title": (lambda path: rewritten(path, "event", first(title="A coup")), "not the digest"),
}


@pytest.mark.parametrize(("spoil", "sentence"), SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_file_is_refused_in_a_sentence_and_changes_nothing(tmp_path, written, spoil, sentence):
    path = tmp_path / "archive.zip"
    path.write_bytes(written)
    spoil(path)
    with pytest.raises(NotAnArchive, match=sentence):
        fill_archive(path)
    assert not any(contents().values())
    assert not User.objects.exists()
    assert not Change.objects.exists()


def test_the_commands_tell_what_they_did(tmp_path, archive, capsys):
    call_command("export_archive", str(tmp_path / "archive.zip"))
    assert archive_digest() in capsys.readouterr().out
    with pytest.raises(CommandError, match="not empty"):
        call_command("import_archive", str(tmp_path / "archive.zip"))
    empty()
    call_command("import_archive", str(tmp_path / "archive.zip"))
    assert archive_digest() in capsys.readouterr().out
