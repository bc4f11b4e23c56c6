"""A record's history reads as sentences; two moments are compared, and one goes back to one of them."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.http import urlencode

from osce_docs.admin import history
from osce_docs.admin.history import entries
from osce_docs.editorial import history as moments
from osce_docs.editorial.annotate import annotate
from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import revoke, rule
from osce_docs.ingest.source_criticism import rule_misread
from osce_docs.models import Claim, Finding, ImportRun, Ruling
from tests import factories as make
from tests.admin.forms import address
from tests.admin.test_lists import queries


def told(record):
    """Return the history as (who, sentences), the latest first."""
    record.refresh_from_db()
    return [(each.who.username if each.who else None, each.told) for each in entries(record)]


def test_the_history_says_who_did_what_when_and_why(admin, editor, summit):
    colleague = make.make_user("colleague")
    Claim.objects.filter(telling__event=summit).update(read_at=datetime(2026, 1, 2, tzinfo=UTC))
    summit.entered_at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    summit.save()
    ImportRun.objects.create(started_at=datetime(2026, 1, 1, 13, tzinfo=UTC), rules="tests")
    rule(summit, {"date": "1998-06-08/1998-06-10", "place": None}, editor, reason="The minutes.", note="See box 4.")
    ruling = Ruling.objects.get(field="date")
    rule(summit, {"place": "Bergen"}, colleague)
    revoke(ruling, colleague)
    set_status(summit, "reviewed", editor)
    claim = Claim.objects.get(field="kind")
    rule_misread(claim, editor, "A meeting.")
    annotate(claim.telling.document, 0, 3, editor, "Why?", summit)
    Finding.objects.create(identity="gone", kind="no-longer-said", message="The source has changed.", event=summit)
    assert told(summit) == [
        (None, ["The source has changed."]),
        ("editor", ["noted on “The” in “One article”: Why?"]),
        ("editor", ["ruled that “Summit” in “One article” was read wrongly"]),
        ("editor", ["marked it “reviewed”"]),
        ("colleague", [
            "ruled that the place is “Bergen”",
            "took back what editor had said: ruled that the date is “8–10 June 1998”",
        ]),
        ("editor", ["ruled that the date is “8–10 June 1998”", "ruled that the place cannot be said"]),
        (None, ["An import read 6 passages on it in “Another text”, “One article”."]),
        (None, ["It came into the archive."]),
    ]  # fmt: skip
    page = admin.get(address(summit, "history")).content.decode()
    for said in ("The minutes.", "See box 4.", "A meeting.", "<b>colleague</b>"):
        assert said in page


def test_where_very_much_is_told_of_a_record_the_newest_imports_are_named(summit, monkeypatch):
    Claim.objects.update(read_at=datetime(2026, 1, 2, tzinfo=UTC))
    last = Claim.objects.filter(telling=summit.tellings.latest("pk"))
    monkeypatch.setattr(history, "NEWEST", summit.tellings.count() - 1)
    sentences = [sentence for _, lines in told(summit) for sentence in lines]
    assert f"An import read {last.count()} passages on it in “Another text”." in sentences
    assert [each for each in sentences if "is said of the newest 1 tellings alone" in each]
    monkeypatch.setattr(history, "NEWEST", summit.tellings.count())
    assert not [each for _, lines in told(summit) for each in lines if "tellings alone" in each]


def test_what_is_too_much_to_lay_side_by_side_is_not(admin, summit, monkeypatch):
    monkeypatch.setattr(moments, "MANY", 1)
    monkeypatch.setattr(moments, "MOST", 2)
    page = admin.get(address(summit, "history") + "?" + urlencode({"then": "2020-01-01T00:00:00+00:00"}))
    assert "More than 2 values of “Oslo Summit 1998” may have changed since then" in page.content.decode()
    sent = {"moment": "2020-01-01T00:00:00+00:00", "version": summit.version}
    page = admin.post(address(summit, "history"), sent, follow=True)
    assert "too many to lay side by side" in page.content.decode()
    assert not Ruling.objects.exists()


def test_who_takes_back_a_ruling_of_their_own_is_named_once(summit, editor):
    rule(summit, {"place": "Bergen"}, editor)
    revoke(Ruling.objects.get(), editor)
    ((who, sentences), *_) = told(summit)
    assert (who, sentences[-1]) == ("editor", "took back their ruling: ruled that the place is “Bergen”")


def test_two_moments_stand_side_by_side_and_one_goes_back(admin, editor, summit):
    before = datetime.now(UTC)
    rule(summit, {"place": "Bergen", "date": None}, make.make_user("colleague"), reason="A guess.")
    query = urlencode({"then": before.isoformat()})
    page = admin.get(f"{address(summit, 'history')}?{query}")
    assert page.context["differences"] == [("date", "8–10 July 1998", "–"), ("place", "Oslo", "Bergen")]
    sent = {"moment": before.isoformat(), "version": summit.version, "reason": "No guesses."}
    response = admin.post(address(summit, "history"), sent, follow=True)
    assert b"2 values are again what they were." in response.content
    summit.refresh_from_db()
    assert (summit.place, summit.date) == ("Oslo", "1998-07-08/1998-07-10")
    assert b"changed by someone else" in admin.post(address(summit, "history"), sent, follow=True).content
    query = urlencode({"then": before.isoformat(), "now": datetime.now(UTC).isoformat()})
    assert admin.get(f"{address(summit, 'history')}?{query}").context["differences"] == []


def test_odd_moments_and_who_may_only_look(admin, client, summit):
    where = address(summit, "history")
    for odd in ("", "yesterday", "2026-01-01", "9999-99-99T00:00:00+00:00"):
        assert admin.get(where, {"then": odd}).context["differences"] is None
        assert admin.post(where, {"moment": odd, "version": "0"}).status_code == 404
    now = datetime.now(UTC).isoformat()
    assert admin.post(where, {"moment": now, "version": "x"}).status_code == 404
    for odd in ("0", "-1", "one", "9" * 5000):
        assert admin.get(reverse("admin:osce_docs_event_history", args=[odd])).status_code == 404
    viewer = make.make_user("viewer", is_superuser=False)
    viewer.user_permissions.add(Permission.objects.get(codename="view_event"))
    client.force_login(viewer)
    assert client.get(where, {"then": now}).status_code == 200
    assert client.post(where, {"moment": now, "version": "0"}).status_code == 403


def test_a_history_takes_as_many_queries_for_many_rulings_as_for_few(admin, editor, summit):
    where = f"{address(summit, 'history')}?{urlencode({'then': (datetime.now(UTC) - timedelta(days=1)).isoformat()})}"

    def fill(number):
        for _ in range(number):
            place = f"Town {Ruling.objects.count()}"
            body = make.make_organization()
            document = make.make_document(f"It met in {place}.\n")
            make.claim(summit, document, "place", place, place)
            rule(summit, {"place": place, "body": body.key}, make.make_user(place))
            annotate(document, 0, 2, editor, "?", summit)

    fill(3)
    few = queries(admin, where)
    fill(20)
    assert queries(admin, where) == few <= 25
