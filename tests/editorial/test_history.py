"""What a record said at a moment, and going back to it."""

from datetime import UTC, datetime, timedelta

import pytest

from osce_docs.editorial import history, kept
from osce_docs.editorial.history import differences, go_back, states
from osce_docs.editorial.rule import Clash, revoke, rule
from osce_docs.ingest.check import check_records
from osce_docs.models import Claim, Ruling
from tests import factories as make

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(params=[(kept.HEAVY, history.MANY), (1, 0), (kept.HEAVY, 0)], autouse=True)
def heavy(request, monkeypatch):
    """Of what more facts tell than the first, readings are kept; of what more tellings tell than the second, no more is
    read than may have changed."""
    monkeypatch.setattr(kept, "HEAVY", request.param[0])
    monkeypatch.setattr(history, "MANY", request.param[1])


def day(number):
    return START + timedelta(days=number)


@pytest.fixture
def talks(db):
    """Talks told of since the first day by one text and since the third by two more that say otherwise."""
    event = make.make_event("Oslo Talks", entered_at=START)
    for at, place in ((1, "Oslo"), (3, "Bergen"), (3, "Bergen")):
        document = make.make_document(f"The Oslo Talks were held in {place}.\n", language="")
        make.claim(event, document, "title", "Oslo Talks", "Oslo Talks", read_at=day(at))
        make.claim(event, document, "kind", "meeting", "held", read_at=day(at))
        make.claim(event, document, "place", place, place, read_at=day(at))
        make.settle(document)
    make.settle(event)
    return event


def ruled(record, at, editor, **values):
    """Rule on a day."""
    made = rule(record, values, editor)
    Ruling.objects.filter(pk__in=[each.pk for each in made]).update(made_at=day(at))
    Ruling.objects.filter(revoked_at__gte=day(30)).update(revoked_at=day(at))
    record.refresh_from_db()


def place_at(record, *days):
    return [state.values["place"] for state in states(record, *(day(number) for number in days))]


def test_a_record_says_at_each_moment_what_was_read_and_ruled_by_then(talks):
    editor = make.make_user()
    ruled(talks, 5, editor, place="Narvik")
    ruled(talks, 7, editor, place=None)
    revoke(Ruling.objects.standing().get(), editor)
    Ruling.objects.filter(revoked_at__gte=day(30)).update(revoked_at=day(9))
    assert place_at(talks, 0, 1, 3, 5, 6, 7, 9) == ["", "Oslo", "Bergen", "Narvik", "Narvik", None, "Bergen"]


def test_two_moments_differ_in_what_changed_between_them(talks):
    ruled(talks, 5, make.make_user(), place="Narvik", date="1998")
    one, other = states(talks, day(2), day(6))
    assert {each.field: (each.before, each.after) for each in differences(one, other)} == {
        "place": ("Oslo", "Narvik"),
        "date": ("", "1998"),
    }
    assert differences(one, one) == []


def test_going_back_rules_again_what_was_ruled_and_takes_back_what_was_ruled_since(talks):
    editor, colleague = make.make_user(), make.make_user("colleague")
    ruled(talks, 5, editor, place="Narvik")
    ruled(talks, 7, colleague, place="Tromsø", date="1998", title="Talks")
    assert go_back(talks, day(6), day(8), editor, "As it was.", talks.version) == 3
    assert (talks.place, talks.date, talks.title) == ("Narvik", "", "Oslo Talks")
    standing = Ruling.objects.standing().get()
    assert (standing.field, standing.value, standing.reason, standing.author) == (
        "place",
        "Narvik",
        "As it was.",
        editor,
    )
    assert Ruling.objects.count() == 5
    assert list(check_records()) == []


def test_going_back_behind_an_import_rules_what_the_sources_said_then(talks):
    assert go_back(talks, day(2), day(4), make.make_user(), "", talks.version) == 1
    assert (talks.place, Ruling.objects.get().value) == ("Oslo", "Oslo")


def test_going_back_clears_what_was_not_said_then(talks):
    go_back(talks, day(2), day(4), make.make_user(), "", talks.version)
    document = make.make_document("It was in Oslo in May 1998.\n", language="")
    make.claim(talks, document, "date", "1998-05", "May 1998", read_at=day(6))
    make.settle(talks)
    assert talks.date == "1998-05"
    go_back(talks, day(4), day(400), make.make_user(), "", talks.version)
    assert (talks.date, Ruling.objects.get(field="date").value) == ("", None)


def test_ties_go_back_too(db):
    plan, editor = make.make_proposal("Plan"), make.make_user()
    norway = make.make_organization("Norway", kind="state")
    document = make.make_document("Norway accepted the Plan.\n", language="")
    make.mention(document, norway, "Norway")
    make.claim(plan, document, "name", "Plan", "Plan", read_at=day(1))
    make.claim(plan, document, "position", {"party": "norway", "stance": "accepted"}, "Norway accepted", read_at=day(1))
    make.settle(document, plan)
    ruled(
        plan,
        5,
        editor,
        **{"position/norway": {"stance": "rejected"}, "position/sweden": {"party": "norway", "stance": "abstained"}},
    )
    go_back(plan, day(2), day(6), editor, "", plan.version)
    assert [(row.key, row.stance, row.exists) for row in plan.positions.all()] == [("norway", "accepted", True)]
    assert list(check_records()) == []


def test_going_back_is_refused_where_someone_was_quicker(talks):
    version = talks.version
    ruled(talks, 5, make.make_user("colleague"), place="Narvik")
    with pytest.raises(Clash):
        go_back(talks, day(2), day(6), make.make_user(), "", version)
    assert Ruling.objects.count() == 1


def test_what_is_ruled_wrong_was_not_said_earlier_either(talks):
    claim = Claim.objects.get(value="Oslo")
    author = make.make_user()
    Ruling.objects.create(kind="misread", claim=claim.identity, document=claim.telling.document, author=author)
    assert place_at(talks, 2, 4) == ["", "Bergen"]
