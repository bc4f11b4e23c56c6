"""Where sources differ: readings side by side, one of them ruled, or the matter left open."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from osce_docs.editorial.rule import rule
from osce_docs.models import Finding, Retelling, Ruling
from tests import factories as make
from tests.admin.forms import address
from tests.admin.test_lists import queries

JULY, JUNE = "1998-07-08/1998-07-10", "1998-06-08/1998-06-10"


@pytest.fixture
def dates(summit):
    """The finding that two sources date the summit differently."""
    message = "Sources differ on the date."
    return Finding.objects.create(
        identity="d", kind="disagreement", weight=3, message=message, field="date", event=summit
    )


def press(client, finding, reading="", resolution="rule", **more):
    finding.event.refresh_from_db() if finding.event else None
    about = finding.event or finding.proposal
    sent = {"resolution": resolution, "reading": reading, "version": about.version, "note": "", **more}
    return client.post(address(finding), sent, follow=True)


def test_each_reading_stands_with_its_passages_and_its_witnesses(admin, dates, summit):
    third = make.make_document("A third text dates the summit to July 8-10, 1998.\n", title="Third")
    make.claim(summit, third, "date", JULY, "July 8-10, 1998")
    first = Retelling.objects.create(
        first=third.__class__.objects.get(title="One article"), second=third, shared=3
    ).first
    sides = [each for _, each in admin.get(address(dates)).context["sides"]]
    assert [(each.words, each.documents, each.witnesses) for each in sides] == [
        ("8–10 July 1998", 2, 1),
        ("8–10 June 1998", 1, 1),
    ]
    assert [quote.passage.document for quote in sides[0].quotes] == [first, third]
    page = admin.get(address(dates)).content.decode()
    assert "The summit was held on <mark>June 8-10 of 1998</mark> in Oslo." in page


def test_a_reading_is_ruled_and_the_finding_resolved(admin, editor, dates, summit):
    press(admin, dates, json.dumps(JUNE), reason="Nearer in time.")
    summit.refresh_from_db(), dates.refresh_from_db()
    ruling = Ruling.objects.get()
    assert (summit.date, ruling.reason, ruling.author) == (JUNE, "Nearer in time.", editor)
    assert (dates.resolution, dates.note) == ("resolved", "Ruled: 8–10 June 1998. Nearer in time.")
    assert "Ruled: 8–10 June 1998" in admin.get(address(dates)).content.decode()
    admin.post(reverse("admin:undo"))
    summit.refresh_from_db(), dates.refresh_from_db()
    assert (summit.date, dates.resolution, dates.note) == (JULY, "open", "")
    assert not Ruling.objects.standing().exists()


def test_left_open_nothing_is_ruled_and_the_reason_is_kept(admin, dates, summit):
    press(admin, dates, "open", reason="Both are late texts.")
    dates.refresh_from_db()
    assert (dates.resolution, dates.note) == ("resolved", "Left open. Both are late texts.")
    assert not Ruling.objects.exists()


def test_a_stance_is_ruled_by_its_tie(admin, plan):
    document = make.make_document("Sweden accepted the Plan.\n")
    make.claim(plan, document, "position", {"party": "sweden", "stance": "accepted"}, "Sweden accepted")
    make.settle(plan)
    finding = Finding.objects.create(
        identity="s", kind="disagreement", message="Two stances.", field="position/sweden", proposal=plan
    )
    values = [value for value, _ in admin.get(address(finding)).context["sides"]]
    press(admin, finding, next(value for value in values if "accepted" in value))
    ruling = Ruling.objects.get()
    assert (ruling.kind, ruling.field, ruling.value) == ("relation", "position/sweden", {"stance": "accepted"})
    assert plan.positions.get(party__key="sweden").stance == "accepted"


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        ("", "Choose a reading, or leave the matter open."),
        ('"1901"', "no longer said by any source"),
        ("not json", "no longer said by any source"),
    ],
)
def test_what_cannot_be_ruled_is_said(admin, dates, reading, told):
    assert told in press(admin, dates, reading, reason="My words").content.decode()
    assert not Ruling.objects.exists()
    dates.refresh_from_db()
    assert dates.resolution == "open"


def test_a_colleague_who_ruled_meanwhile_is_not_overruled_unseen(admin, dates, summit):
    version = summit.version
    rule(summit, {"date": "1998-07-09"}, make.make_user("colleague"))
    page = press(admin, dates, json.dumps(JUNE), reason="My words", version=version).content.decode()
    assert "Someone else ruled on this record" in page
    assert 'value="My words"' in page
    assert "Ruled: 9 July 1998" in page
    assert Ruling.objects.count() == 1


def test_who_may_not_change_the_record_sees_the_readings_and_rules_nothing(client, dates):
    helper = make.make_user("helper", is_superuser=False)
    helper.user_permissions.add(*Permission.objects.filter(codename__in=["view_finding", "change_finding"]))
    client.force_login(helper)
    page = client.get(address(dates)).content.decode()
    assert "8–10 June 1998" in page
    assert 'name="reading"' not in page
    assert press(client, dates, json.dumps(JUNE)).status_code == 403
    assert not Ruling.objects.exists()


def test_the_page_takes_as_many_queries_for_many_readings_as_for_few(admin, dates, summit):
    few = queries(admin, address(dates))
    for number in range(12):
        document = make.make_document(f"It was on {number + 1} May 1998.\n", date="1999")
        make.claim(summit, document, "date", f"1998-05-{number + 1:02}", f"{number + 1} May 1998")
    assert len(admin.get(address(dates)).context["sides"]) == 14
    assert queries(admin, address(dates)) == few <= 25
