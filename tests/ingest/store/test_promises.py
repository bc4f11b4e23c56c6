"""The promises of an import, each held against the five seeds and texts of our own."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from osce_docs.editorial.digest import archive_digest
from osce_docs.editorial.rule import revoke, rule
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Claim, Document, Event, Finding, ImportRun, Mention, Organization, User
from osce_docs.search.indexing import index_all

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def texts():
    return [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests" / "unseen").glob("press*.txt"))[:2]]


@pytest.fixture
def folder(tmp_path, texts):
    """A folder of its own with the seeds and our own texts."""
    here = tmp_path / "archive"
    here.mkdir()
    (here / "source.toml").write_text('key = "archive"\n')
    for text in texts:
        shutil.copy(text, here)
    return here


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


def writes(queries):
    verbs = ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER")
    return [query["sql"] for query in queries if query["sql"].lstrip().upper().startswith(verbs)]


def test_a_second_run_writes_nothing(folder):
    import_sources([folder])
    before = archive_digest()
    with CaptureQueriesContext(connection) as queries:
        report = import_sources([folder])
    assert writes(queries.captured_queries) == []
    assert (report.imported, report.unchanged) == (0, 7)
    assert (archive_digest(), ImportRun.objects.count()) == (before, 1)


def test_the_order_of_files_and_batches_does_not_matter(folder):
    files = sorted(folder.glob("*.txt"))
    import_sources(reversed(files), batch_size=1, fewest_to_settle=1)
    one_by_one = archive_digest()
    _empty()
    import_sources(files, batch_size=2, fewest_to_settle=3)
    by_and_by = archive_digest()
    _empty()
    import_sources([folder], batch_size=100)
    assert [one_by_one, by_and_by] == [archive_digest()] * 2


def test_a_body_that_is_pointed_to_before_it_is_named_is_the_same_in_any_order(tmp_path):
    (tmp_path / "source.toml").write_text('key = "texts"\n')
    for number, text in enumerate(
        (
            "The Fjord Plan was put forward in May 1997. Abkhazia rejected the Fjord Plan.\n",
            "The Abkhaz delegation and Georgia took part in the talks held in Oslo on 3 May 1998.\n",
            "Abkhazia is a member of the Joint Commission.\n",
        )
    ):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    import_sources([tmp_path])
    whole = archive_digest()
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        _empty()
        for number in order:
            import_sources([tmp_path / f"{number}.txt"])
            assert list(check_records()) == []
        assert archive_digest() == whole


def test_parallel_readers_make_the_same_archive(folder):
    import_sources([folder], jobs=2, batch_size=3)
    parallel = archive_digest()
    _empty()
    import_sources([folder])
    assert archive_digest() == parallel


def test_everything_imported_keeps_the_promises(folder):
    import_sources([folder])
    assert list(check_records()) == []


def test_check_records_sees_a_value_that_no_source_says(folder):
    import_sources([folder])
    Event.objects.filter(pk=Event.objects.first().pk).update(date="1066-10-14")
    Claim.objects.filter(pk=Claim.objects.first().pk).update(quote="nowhere said")
    broken = list(check_records())
    assert len(broken) >= 2
    assert any("1066-10-14" in sentence for sentence in broken)


def test_an_interrupted_import_resumes_and_ends_the_same(folder, monkeypatch):
    import_sources([folder], batch_size=3)
    whole = archive_digest()
    _empty()
    done = []

    def stop(number):
        done.append(number)
        if sum(done) > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_sources([folder], batch_size=3, progress=stop)
    assert 0 < Document.objects.count() < 7
    assert ["was interrupted" in sentence for sentence in check_records()] == [True]
    import_sources([folder], batch_size=3)
    assert list(check_records()) == []
    assert archive_digest() == whole


def test_a_ruling_outlives_every_import(folder, editor):
    import_sources([folder])
    event = Event.objects.filter(kind="summit", disputed=True).first()
    (made,) = rule(event, {"date": "1992-07-09"}, editor, reason="The minutes say so.")
    assert (event.date, event.version) == ("1992-07-09", 1)
    seed = folder / "002_6beeef3011d4fdf1.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("accepted on November", "adopted on November"), "utf-8")
    import_sources([folder])
    event.refresh_from_db()
    assert (event.date, event.disputed) == ("1992-07-09", True)
    assert list(check_records()) == []
    revoke(made, editor)
    event.refresh_from_db()
    assert event.date != "1992-07-09"


def test_a_source_that_is_gone_counts_nowhere_and_comes_back_whole(folder):
    import_sources([folder])
    before = archive_digest()
    seed = folder / "004_c0359c13d2a91996.txt"
    away = folder.parent / seed.name
    seed.rename(away)
    import_sources([folder])
    assert not Document.objects.get(key__endswith=seed.name).standing
    assert not Event.objects.public().filter(disputed=True, kind="summit").exists()
    assert list(check_records()) == []
    away.rename(seed)
    import_sources([folder])
    assert archive_digest() == before


def test_what_a_changed_source_no_longer_tells_stands_no_longer(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text("The OSCE Office in Tirana was opened on 7 July 1999.\n", "utf-8")
    import_sources([tmp_path])
    assert Event.objects.public().filter(kind="opening").count() == 1
    file.write_text("The OSCE Summit was held in Oslo on 3 May 1998.\n", "utf-8")
    import_sources([tmp_path])
    assert [event.kind for event in Event.objects.public()] == ["summit"]
    assert list(check_records()) == []


def test_files_named_alone_do_not_make_the_others_unseen(folder):
    import_sources([folder])
    import_sources([folder / "000_8b745f5ca1db39fb.txt"])
    assert Document.objects.filter(standing=True).count() == 7


def test_two_tellings_of_one_summit_meet_in_one_record():
    import_sources([ROOT / "seeds"])
    helsinki = Event.objects.get(kind="summit", key__contains="helsinki:1992")
    assert helsinki.disputed
    assert {t.document.key.rpartition("/")[2][:3] for t in helsinki.tellings.all()} >= {"002", "004"}
    finding = Finding.objects.get(kind="disagreement", event=helsinki, field="date")
    assert {passage.quote for passage in finding.passages.all()} == {"July 8–10, 1992", "June 8-10 of 1992"}


def test_navigation_makes_organizations_but_no_mention():
    import_sources([ROOT / "seeds"])
    albania = Organization.objects.get(key="osce-presence-in-albania")
    assert albania.kind == "field-operation"
    assert not Mention.objects.filter(organization=albania).exists()
    assert albania.parent.key == "osce"


def test_every_offset_is_exact(folder):
    import_sources([folder])
    for document in Document.objects.select_related("text__edition", "text__original__edition"):
        text = document.text.readable
        assert document.text.original.data == next(folder.rglob(document.path.rpartition("/")[2])).read_bytes()
        for mention in document.mentions.all():
            for (start, end), (later, _) in pairwise([*mention.offsets, [len(text) + 1, 0]]):
                assert 0 <= start < end <= later


def _empty():
    """Take everything out again; people have no such way."""
    for model in apps.get_app_config("osce_docs").get_models():
        if model is not User:
            model._base_manager.all()._raw_delete(connection.alias)
    index_all()
