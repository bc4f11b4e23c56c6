"""The index follows the records, whoever changes them."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from osce_docs.editorial.review import set_status, take_back
from osce_docs.editorial.rule import revoke, rule
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import merge
from osce_docs.ingest.source_criticism import take_back as take_merge_back
from osce_docs.models import Document, Event, Organization, SearchEntry
from osce_docs.search.engines import engine
from osce_docs.search.entries import KINDS, MOST_BYTES, folded, number, record_in
from osce_docs.search.finding import find
from osce_docs.search.indexing import broken, index, index_all
from tests.factories import make_document, make_event, make_user

TEXT = "The OSCE Summit was held in Oslo on 3 May 1998.\n\nThe Organization opened an office in Baku on 4 June 1999.\n"


def found(text):
    return {model.objects.get(pk=pk) for model, pk in find(text).hits}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    import_sources([tmp_path])
    return tmp_path


@pytest.mark.django_db
def test_an_import_is_found_at_once_and_again_when_it_has_changed(folder):
    assert found("oslo") == {Document.objects.get(), Event.objects.get(kind="summit")}
    (folder / "one.txt").write_text(TEXT.replace("Oslo", "Bergen"), "utf-8")
    import_sources([folder])
    assert not found("oslo")
    assert Document.objects.get() in found("bergen")
    (folder / "one.txt").unlink()
    (folder / "two.txt").write_text("Nothing of it.", "utf-8")
    import_sources([folder])
    assert not found("bergen")
    assert list(broken()) == []


@pytest.mark.django_db
def test_a_body_is_found_by_a_name_that_a_later_text_gives_it(folder):
    (folder / "two.txt").write_text("The CSCE met.", "utf-8")
    import_sources([folder])
    assert Organization.objects.get(key="osce") in found("csce")
    (folder / "two.txt").write_text("No one met.", "utf-8")
    import_sources([folder])
    assert Organization.objects.get(key="osce") not in found("csce")


@pytest.mark.django_db
def test_a_ruling_is_found_and_taken_back(folder):
    summit, editor = Event.objects.get(kind="summit"), make_user()
    (ruling,) = rule(summit, {"title": "Bergen Summit"}, editor)
    assert found("bergen") == {summit}
    assert found("oslo summit") == {Document.objects.get(), summit}
    revoke(ruling, editor)
    assert not found("bergen")


@pytest.mark.django_db
def test_what_is_withheld_is_not_found_until_it_is_let_be_seen(folder):
    document, editor = Document.objects.get(), make_user()
    ruling = set_status(document, "withheld", editor)
    assert document not in found("oslo")
    take_back(ruling, editor)
    assert document in found("oslo")


@pytest.mark.django_db
def test_what_is_merged_is_found_as_the_other(folder):
    first, second, editor = Event.objects.get(kind="summit"), make_event("Gathering of Oslo"), make_user()
    rule(second, {"title": "Gathering of Oslo"}, editor)
    ruling = merge(second, first, editor)
    assert second not in found("oslo")
    take_merge_back(ruling, editor)
    assert second in found("oslo")


@pytest.mark.django_db
def test_the_index_is_left_alone_where_nothing_changed(folder):
    ids = list(Event.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        assert index(Event, ids) == 0
    written = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "DELETE", "UPDATE"))]
    assert not [sql for sql in written if "search" in sql]


@pytest.mark.django_db
def test_many_are_indexed_in_as_many_statements_as_one():
    counts = []
    for crowd in (["One"], [f"Event {n}" for n in range(100)]):
        events = [make_event(title) for title in crowd]
        _forget_all()
        with CaptureQueriesContext(connection) as asked:
            assert index(Event, [event.pk for event in events]) == len(crowd)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def _forget_all():
    with connection.cursor() as cursor:
        engine(connection).forget(cursor, list(SearchEntry.objects.values_list("pk", flat=True)))
    SearchEntry.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda: Event.objects.filter(kind="summit").update(place="Bergen"), "events are not found by the words"),
        (lambda: Document.objects.update(status="withheld"), "documents are not found by the words"),
        (lambda: SearchEntry.objects.filter(kind=0).update(record=9999), "are of documents that are not there"),
    ],
)
def test_a_broken_index_is_told_and_mended(folder, harm, sentence):
    harm()
    assert any(sentence in told for told in broken())
    index_all()
    assert list(broken()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL the words are a column of the entry")
@pytest.mark.django_db
def test_words_that_do_not_fit_their_entries_are_told_and_mended(folder):
    SearchEntry.objects.filter(kind=0).update(text=" something else ")
    assert any("does not fit the entries" in told for told in broken())
    index_all()
    assert list(broken()) == []
    assert found("oslo")


@pytest.mark.django_db
def test_arranged_the_index_lies_in_the_order_of_time_and_finds_the_same(folder, capsys):
    before = _lies(), found("oslo"), list(SearchEntry.objects.order_by("pk").values())
    call_command("index_search", "--arrange")
    assert capsys.readouterr().out == "The search index lies in the order of time.\n"
    assert (found("oslo"), list(SearchEntry.objects.order_by("pk").values())) == before[1:]
    assert list(broken()) == []
    assert (before[0], _lies()) == (False, True)


def _lies() -> bool:
    """Whether the entries lie in the order of their numbers; on SQLite whether their words lie in one piece."""
    pieces = "SELECT count(DISTINCT segid) < 2 FROM osce_docs_searchwords_idx"
    rows = "SELECT array_agg(id ORDER BY ctid) = array_agg(id ORDER BY id) FROM osce_docs_searchentry"
    with connection.cursor() as cursor:
        cursor.execute(pieces if connection.vendor == "sqlite" else rows)
        return bool(cursor.fetchone()[0])


def test_an_entry_s_number_tells_day_record_and_kind():
    event = Event(date_sort="1998-05-03")
    assert record_in(number(2, 12345, Event().date_sort)) == (2, 12345)
    assert KINDS[2] is type(event)


def test_a_very_long_text_is_cut_between_words():
    cut = folded(["Москва " * 100_000])
    assert len(cut.encode()) <= MOST_BYTES + 2
    assert set(cut.split()) == {"москва"}


@pytest.mark.django_db
def test_a_text_of_nothing_but_different_words_is_indexed():
    made = make_document(
        " ".join(f"{chr(97 + n % 26)}{chr(0x4E00 + n // 26 % 9000)}{chr(0x4E00 + n % 8999)}" for n in range(60_000))
    )
    assert SearchEntry.objects.get(kind=0, record=made.pk)
