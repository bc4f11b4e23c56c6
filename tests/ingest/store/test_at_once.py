"""Imports at the same time wait for one another, and so do editors who move what was imported."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connections, transaction

from osce_docs.admin.status import change_status, take_ruling_back
from osce_docs.editorial.recompute import recompute
from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import rule
from osce_docs.ingest.check import check_records
from osce_docs.ingest.merging import Choice, merge
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import rule_belongs, rule_different, rule_misread, rule_same
from osce_docs.ingest.store.one_import import wait_for_other_imports
from osce_docs.models import Claim, Document, Event, Ruling, Telling, User
from osce_docs.search.indexing import index
from tests import factories as make


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_one_archive(tmp_path):
    for number in range(12):
        text = f"The OSCE Summit was held in Oslo on 3 May 1998. The Council met in Vienna on {number + 1} June 1999.\n"
        (tmp_path / f"{number:02}.txt").write_text(text, "utf-8")
    start = Barrier(2)

    def run(_):
        start.wait()
        try:
            return import_sources([tmp_path], batch_size=2).refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, range(2))) == [[], []]
    assert (Document.objects.count(), Event.objects.filter(kind="summit").count()) == (12, 1)
    assert list(check_records()) == []


@pytest.mark.django_db(transaction=True)
def test_an_editor_who_moves_tellings_and_an_import_wait_for_one_another(tmp_path):
    texts = [tmp_path / f"{number}.txt" for number in range(4)]
    told = "The OSCE Summit was held in Oslo on 3 May 1998.{} The OSCE Office in Tirana was opened on 7 July 1999.\n"
    for text in texts:
        text.write_text(told.format(""), "utf-8")
    import_sources([tmp_path])
    editor = User.objects.create_user("editor")
    start = Barrier(2)

    def imports():
        for turn in range(4):
            for text in texts:
                text.write_text(told.format(f" The hosts were thanked {turn + 2} times."), "utf-8")
            assert import_sources([tmp_path], batch_size=1).imported == 4

    def edits():
        for _ in range(6):
            summit, opening = Event.objects.get(kind="summit"), Event.objects.get(kind="opening")
            take_ruling_back(merge(opening, summit, Choice({"place": "Bergen"}), editor), editor)
            change_status([Document.objects.get(path="0.txt")], "withheld", editor)
            change_status([Document.objects.get(path="0.txt")], "unreviewed", editor)

    def run(work):
        start.wait()
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, [imports, edits]))
    assert Event.objects.standing().count() == 2
    assert list(check_records()) == []


def _misread():
    return rule_misread(Claim.objects.first(), User.objects.get())


def _belongs():
    return rule_belongs(Telling.objects.first().key, Event.objects.first(), User.objects.get())


def _same():
    return rule_same(*Telling.objects.order_by("key"), User.objects.get())


def _different():
    return rule_different(*Telling.objects.order_by("-key"), User.objects.get())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "second"), [(_misread, _misread), (_belongs, _belongs), (_same, _same), (_different, _same)]
)
def test_of_two_rulings_made_at_once_on_the_same_evidence_one_stands(first, second):
    make.make_user("editor")
    for place, day in (("Oslo", "3 May 1998"), ("Vienna", "4 June 1999")):
        event = make.make_event(f"Meeting in {place}")
        document = make.make_document(f"The OSCE met in {place} on {day}.\n", date="2000")
        make.claim(event, document, "place", place, place)

    def quicker():
        first()
        sleep(0.5)

    _one_after_the_other(quicker, second)
    assert Ruling.objects.standing().count() == 1


@pytest.mark.django_db(transaction=True)
def test_rulings_of_several_kinds_are_taken_back_while_what_they_are_on_is_imported(client):
    editor = make.make_user("editor")
    client.force_login(editor)
    event, other = make.make_event("Meeting in Oslo"), make.make_event("Meeting in Bergen")
    made = [*rule(event, {"place": "Oslo"}, editor), merge(event, other, Choice({}), editor)]
    chosen = {"action": "take_back", "_selected_action": [ruling.pk for ruling in made]}

    # The first page of a process takes a while.
    client.get("/admin/osce_docs/ruling/")

    def imports():
        sleep(1)
        recompute(Event, [event.pk, other.pk])

    _one_after_the_other(imports, lambda: client.post("/admin/osce_docs/ruling/", chosen))
    assert not Ruling.objects.standing().exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "editor_does", [lambda *sent: rule(*sent), lambda event, _, by: set_status(event, "reviewed", by)]
)
def test_an_editor_rules_on_what_is_about_to_be_imported(editor_does):
    editor, event, document = make.make_user("editor"), make.make_event("Meeting"), make.make_document("A text.\n")

    def imports():
        index(Document, [document.pk])
        sleep(0.7)
        recompute(Event, [event.pk])

    _one_after_the_other(imports, lambda: editor_does(event, {"place": "Oslo"}, editor))
    assert Ruling.objects.standing().count() == 1


def _one_after_the_other(first, second):
    """Begin what is done second while an editor does the first, and end it."""

    def run():
        try:
            second()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            wait_for_other_imports()
            waiting = pool.submit(run)
            first()
        waiting.result()
