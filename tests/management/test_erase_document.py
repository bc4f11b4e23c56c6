"""The command shows what goes, asks, erases, frees the database's pages; and says in one sentence what it cannot do."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from osce_docs.editorial.digest import archive_digest
from osce_docs.ingest.check import check_records
from osce_docs.ingest.erase import sweep
from osce_docs.ingest.run import import_sources
from osce_docs.management.commands import erase_document
from osce_docs.models import Change, Document, Erasure
from osce_docs.transfer import export_archive, fill_archive
from tests.transfer.test_transfer import empty

TEXT = (
    "The OSCE Summit was held in Oslo on 3 May 1998.\n\nNorway proposed the Grimbold Plan on 9 June 1997; Italy "
    "rejected the Grimbold Plan.\n\nThe Vronkelsk Committee met in Flumbrugge on 7 March 1997.\n"
)
REASON = ("--reason", "Erased by order of a court.")


@pytest.fixture
def folder(tmp_path):
    here = tmp_path / "texts"
    here.mkdir()
    (here / "grimbold.txt").write_text(TEXT, "utf-8")
    (here / "open.txt").write_text("The OSCE Summit was held in Oslo on 3 May 1998.\n", "utf-8")
    import_sources([here])
    return here


def run(*arguments):
    told = StringIO()
    call_command("erase_document", *arguments, stdout=told, stderr=told)
    return told.getvalue()


@pytest.fixture
def unswept(monkeypatch):
    """The tables are written anew in no transaction; within the one of a test this is left out."""
    monkeypatch.setattr(erase_document, "sweep", lambda: None)


@pytest.mark.django_db
def test_a_dry_run_shows_what_would_go_and_changes_nothing(folder):
    before, number = archive_digest(), Change.objects.get().number
    told = run("--dry-run", "texts/grimbold.txt")
    for part in ("texts/grimbold.txt: ", "versions of the text: 1", "originals: 1", "notes of editors: 0"):
        assert part in told
    assert re.search(r"proposals that nothing else tells of: 1 \(proposal:grimbold\S*\)", told)
    assert told.endswith("Dry run: nothing was changed.\n")
    assert (archive_digest(), Change.objects.get().number) == (before, number)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["texts/grimbold.txt", "texts-grimbold-txt", "/documents/texts-grimbold-txt/",
                                  "https://archive.example.org/documents/texts-grimbold-txt/?t=1#c1-2"])  # fmt: skip
def test_a_document_is_named_by_its_key_or_its_address(folder, unswept, name):
    assert "It is erased." in run(name, *REASON, "--yes")
    erasure = Erasure.objects.get()
    assert (erasure.reason, Document.objects.get(standing=True).path) == (REASON[1], "open.txt")


BAD = [
    (["texts/none.txt", *REASON, "--yes"], "There is no document 'texts/none.txt'."),
    (["", *REASON, "--yes"], "There is no document ''."),
    (["texts/open.txt", "--yes"], "Say why, for readers to be told"),
    (["texts/open.txt", "--reason", "  ", "--yes"], "Say why, for readers to be told"),
    (["texts/open.txt", *REASON], "Nobody can be asked here: look with --dry-run, then erase with --yes."),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("arguments", "sentence"), BAD)
def test_what_it_cannot_do_is_one_sentence_and_nothing_is_changed(folder, unswept, arguments, sentence):
    before = archive_digest()
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert str(refused.value).startswith(sentence)
    assert refused.value.returncode == 1
    assert archive_digest() == before


@pytest.mark.django_db
def test_what_was_erased_is_not_erased_again(folder, unswept):
    run("texts/grimbold.txt", *REASON, "--yes")
    for name in ("texts/grimbold.txt", "/documents/texts-grimbold-txt/"):
        with pytest.raises(CommandError, match=r"This document was erased already, on \d{4}-\d\d-\d\d\."):
            run(name, *REASON, "--yes")


@pytest.mark.django_db
@pytest.mark.parametrize(("answer", "left"), [("yes", 1), ("Yes ", 1), ("y", 2), ("", 2)])
def test_on_a_terminal_it_asks_first(folder, unswept, monkeypatch, answer, left):
    monkeypatch.setattr(erase_document.Command, "_asks", lambda self: True)
    monkeypatch.setattr("builtins.input", lambda asked: answer)
    if left == 2:
        with pytest.raises(CommandError, match="Nothing was erased"):
            run("texts/grimbold.txt", *REASON)
    else:
        assert "This goes:" in run("texts/grimbold.txt", *REASON)
    assert Document.objects.filter(standing=True).count() == left


@pytest.mark.django_db
def test_that_pages_could_not_be_freed_is_told(folder, monkeypatch):
    def busy():
        raise OperationalError("database is locked")

    monkeypatch.setattr(erase_document, "sweep", busy)
    with pytest.raises(
        CommandError, match=r"is erased, but freed pages .* may still hold its words: database is locked"
    ):
        run("texts/grimbold.txt", *REASON, "--yes")
    assert Erasure.objects.count() == 1


RELATIONS = (
    "SELECT oid::regclass::text, pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
    "WHERE relkind IN ('r', 'i', 't') AND relnamespace <> 'pg_catalog'::regnamespace AND relisshared IS FALSE"
)


def holding(word):
    """The names of the files, tables, indexes and statistics of the database in which a word stands."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            files = {"file": Path(connection.settings_dict["NAME"]).read_bytes()}
        else:
            cursor.execute("CHECKPOINT")
            cursor.execute(RELATIONS)
            files = {name: bytes(data) for name, data in cursor.fetchall()}
            cursor.execute("SELECT string_agg(s::text, ' ') FROM pg_stats s")
            files["statistics"] = (cursor.fetchone()[0] or "").encode()
    return sorted(name for name, data in files.items() if word in data.lower())


@pytest.mark.django_db(transaction=True)
def test_no_page_of_the_database_holds_its_words(folder):
    for word in (b"grimbold", b"flumbrugge"):
        assert holding(word) != []
    run("texts/grimbold.txt", *REASON, "--yes")
    # PostgreSQL keeps what a transaction that is open meanwhile, be it its own look at a table, could see.
    for _ in range(5):
        if not holding(b"grimbold"):
            break
        sweep()
    for word in (b"grimbold", b"flumbrugge"):
        assert holding(word) == []
    assert list(check_records()) == []


@pytest.mark.django_db(transaction=True)
def test_the_tombstone_goes_through_an_archive_file(folder, tmp_path):
    run("texts/grimbold.txt", *REASON, "--yes")
    digest = archive_digest()
    export_archive(tmp_path / "archive.zip")
    empty(Change)
    assert fill_archive(tmp_path / "archive.zip").digest == digest == archive_digest()
    report = import_sources([folder])
    assert [Path(each["path"]).name for each in report.refused] == ["grimbold.txt"]
    assert list(check_records()) == []
