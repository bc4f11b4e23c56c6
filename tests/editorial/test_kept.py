"""What is kept of records with very many passages is what their claims say, whatever has just been done to them."""

import pytest

from osce_docs.editorial import kept, ties
from osce_docs.editorial.evidence import evidence
from osce_docs.editorial.kept import keep_all
from osce_docs.editorial.recompute import RECORDS, recompute
from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import revoke, rule
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import merge, rule_misread, take_back
from osce_docs.ingest.store import settle
from osce_docs.models import Claim, Document, Event, KeptReading
from tests.factories import make_user

pytestmark = pytest.mark.django_db
OSLO = "The OSCE Summit was held in Oslo on {} 1998. The participants thanked their hosts for a warm welcome.\n"
BERGEN = "The OSCE Summit was held in Bergen on 3 May 1996. Norway and Sweden took part.\n"


@pytest.fixture(autouse=True)
def _little_is_much(monkeypatch):
    """Two passages count as very many, two of them are the first, and two readings, and rows, are held at once."""
    monkeypatch.setattr(kept, "HEAVY", 1)
    monkeypatch.setattr(kept, "FIRST", 2)
    monkeypatch.setattr(kept, "PART", 2)
    monkeypatch.setattr(ties, "PART", 2)


@pytest.fixture
def folder(tmp_path):
    for number, day in enumerate(("3 May", "4 June", "3 May")):
        (tmp_path / f"{number}.txt").write_text(f"{OSLO.format(day)}{number}\n", "utf-8")
    (tmp_path / "bergen.txt").write_text(BERGEN, "utf-8")
    import_sources([tmp_path])
    return tmp_path


def oslo():
    return Event.objects.get(kind="summit", place="Oslo", merged_into=None)


def misread():
    claim = Claim.objects.filter(telling__event=oslo(), field="date").order_by("value").first()
    return rule_misread(claim, make_user())


def withheld(status="withheld"):
    document = Document.objects.get(path="0.txt")
    set_status(document, status, make_user(), "Why not.")
    settle([document.pk])


def imported_again(folder):
    (folder / "1.txt").write_text("Nothing of the kind.\n", "utf-8")
    (folder / "3.txt").write_text(OSLO.format("5 July"), "utf-8")
    import_sources([folder])


WAYS = {
    "imported": lambda folder: None,
    "imported again": imported_again,
    "a field ruled": lambda folder: rule(oslo(), {"date": "1998-06-04"}, make_user()),
    "a ruling taken back": lambda folder: revoke(rule(oslo(), {"date": "1997"}, make_user())[0], make_user()),
    "a tie ruled": lambda folder: rule(
        Event.objects.get(place="Bergen"), {"participant/member/norway/": {"exists": False}}, make_user()
    ),
    "a reading misread": lambda folder: misread(),
    "and read again": lambda folder: take_back(misread(), make_user()),
    "a document dated": lambda folder: rule(Document.objects.get(path="1.txt"), {"date": "1950"}, make_user()),
    "a document withheld": lambda folder: withheld(),
    "and let back": lambda folder: (withheld(), withheld("unreviewed")),
    "merged": lambda folder: merge(Event.objects.get(place="Bergen"), oslo(), make_user()),
    "and parted": lambda folder: take_back(merge(Event.objects.get(place="Bergen"), oslo(), make_user()), make_user()),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_kept_is_what_the_claims_say(folder, way):
    WAYS[way](folder)
    assert list(check_records()) == []
    records = [record for model in RECORDS for record in model.objects.order_by("pk")]
    with_it = [evidence(record) for record in records]
    assert KeptReading.objects.filter(kind="event", record=oslo().pk).exists()
    KeptReading.objects.all().delete()
    assert with_it == [evidence(record) for record in records]


def test_a_ruling_computes_from_what_is_kept_what_the_claims_give(folder):
    rule(oslo(), {"place": "Trondheim"}, make_user())
    for model in RECORDS:
        ids = list(model.objects.values_list("pk", flat=True))
        assert recompute(model, ids, tellers=()).written == 0
        assert recompute(model, ids).written == 0


def test_of_a_heavy_record_no_claims_are_read_but_the_first(folder, django_assert_num_queries):
    event = oslo()
    with django_assert_num_queries(3) as asked:
        found = evidence(event)
    assert not [query["sql"] for query in asked if '"event_id" IN' in query["sql"] and "claim" in query["sql"]]
    date = found["date"].readings[0]
    assert (date.value, date.witnesses, date.documents, len(date.passages), date.unread) == ("1998-05-03", 2, 2, 2, 0)


@pytest.mark.parametrize("spoil", [lambda rows: rows.delete(), lambda rows: rows.update(witnesses=7)])
def test_what_is_kept_wrongly_is_found_and_mended(folder, spoil):
    spoil(KeptReading.objects.filter(kind="event", record=oslo().pk))
    assert list(check_records()) == [f"{oslo().key}: what is kept of its readings is not what its sources say."]
    keep_all(RECORDS)
    assert list(check_records()) == []


def test_what_few_passages_tell_of_is_not_kept(folder, monkeypatch):
    monkeypatch.setattr(kept, "HEAVY", 1000)
    recompute(Event, [oslo().pk])
    assert not KeptReading.objects.filter(kind="event", record=oslo().pk).exists()


def test_all_that_an_import_keeps_is_kept_anew(folder, monkeypatch):
    monkeypatch.setattr(kept, "HEAVY", Claim.objects.filter(telling__event=oslo()).count() - 1)
    recompute(Event, Event.objects.values_list("pk", flat=True))
    KeptReading.objects.exclude(kind="event", record=oslo().pk).delete()
    assert KeptReading.objects.exists()
    KeptReading.objects.all().delete()
    keep_all([Event])
    assert KeptReading.objects.filter(kind="event", record=oslo().pk).exists()


def test_a_vague_date_that_agrees_with_several_days_is_one_claim(folder, monkeypatch):
    (folder / "vague.txt").write_text(OSLO.replace("on {} 1998", "in 1998"), "utf-8")
    import_sources([folder])
    claims = Claim.objects.filter(telling__event=oslo()).count()
    assert sum(KeptReading.objects.filter(kind="event", record=oslo().pk).values_list("facts", flat=True)) > 2 * claims
    for heavy in (claims - 1, claims, 2 * claims):
        monkeypatch.setattr(kept, "HEAVY", heavy)
        KeptReading.objects.all().delete()
        keep_all(RECORDS)
        assert list(check_records()) == []
        assert KeptReading.objects.filter(kind="event", record=oslo().pk).exists() == (heavy < claims)
