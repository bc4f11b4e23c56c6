"""Imports at the same time wait for one another, and so do editors who move what was imported."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from osce_docs.admin.status import change_status, take_ruling_back
from osce_docs.ingest.check import check_records
from osce_docs.ingest.merging import Choice, merge
from osce_docs.ingest.run import import_sources
from osce_docs.models import Document, Event, User


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
