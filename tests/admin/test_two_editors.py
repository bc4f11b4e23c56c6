"""Two editors on one record: what does not clash is merged, what does is shown to the second, and no text is lost."""

import json

import pytest
from django.test import Client

from osce_docs.editorial.review import set_status
from osce_docs.editorial.rule import revoke, rule
from osce_docs.models import Claim, Ruling
from tests import factories as make
from tests.admin.forms import address, opened, save
from tests.admin.test_ties import row_of


@pytest.fixture
def colleague(db):
    return make.make_user("colleague")


def mine():
    return {ruling.field: ruling.value for ruling in Ruling.objects.standing().filter(author__username="editor")}


def clashes(response):
    form = response.context["adminform"].form
    return {
        each.name: (each.was, each.theirs, each.yours, str(each.ruling and each.ruling.author)) for each in form.clashes
    }


def again(response):
    """What the form that told of a clash sends if it is saved as it is."""
    form = response.context["adminform"].form
    return {bound.html_name: bound.value() or "" for bound in form}


def move_by_import(record, field, value):
    """Let four witnesses say something else of a field."""
    for number in range(4):
        document = make.make_document(f"Witness {number} says {value}.\n", date="1990")
        make.claim(record, document, field, value, value)
    make.settle(record)


def test_what_does_not_clash_is_merged_and_told(admin, summit, colleague):
    sent = opened(admin, address(summit))
    rule(summit, {"place": "Stavanger"}, colleague, reason="The minutes.")
    response = admin.post(address(summit), sent | {"title": "The Summit", "_continue": "1"}, follow=True)
    summit.refresh_from_db()
    assert (summit.place, summit.title, mine()) == ("Stavanger", "The Summit", {"title": "The Summit"})
    assert "Meanwhile colleague ruled place: “Stavanger”" in response.content.decode()


def test_a_clash_saves_nothing_and_shows_both(admin, summit, colleague):
    sent = opened(admin, address(summit))
    rule(summit, {"place": "Stavanger", "title": "The Summit"}, colleague, reason="The minutes.")
    response = save(admin, summit, sent, place="Bergen", reason="My reason", note="My note")
    content = response.content.decode()
    assert clashes(response) == {"place": ("Oslo", "Stavanger", "Bergen", "colleague")}
    assert mine() == {}
    for kept in ('value="My reason"', 'value="My note"', 'value="Bergen"', "The minutes.", 'value="The Summit"'):
        assert kept in content


def test_saving_again_rules_on_what_was_typed_only(admin, summit, colleague):
    sent = opened(admin, address(summit))
    rule(summit, {"place": "Stavanger", "title": "The Summit"}, colleague)
    save(admin, summit, sent | again(save(admin, summit, sent, place="Bergen")))
    summit.refresh_from_db()
    assert (summit.place, summit.title, mine()) == ("Bergen", "The Summit", {"place": "Bergen"})


def test_the_others_value_may_be_kept(admin, summit, colleague):
    sent = opened(admin, address(summit))
    rule(summit, {"place": "Stavanger"}, colleague)
    told = again(save(admin, summit, sent, place="Bergen", title="The Summit"))
    save(admin, summit, sent | told, theirs="place")
    summit.refresh_from_db()
    assert (summit.place, summit.title, mine()) == ("Stavanger", "The Summit", {"title": "The Summit"})


def test_a_third_who_was_quicker_still_is_told_of_too(admin, summit, colleague):
    sent = opened(admin, address(summit))
    rule(summit, {"place": "Stavanger"}, colleague)
    told = again(save(admin, summit, sent, place="Bergen"))
    rule(summit, {"place": "Narvik"}, colleague)
    assert clashes(save(admin, summit, sent | told))["place"] == ("Stavanger", "Narvik", "Bergen", "colleague")


def test_a_reading_picked_clashes_like_one_typed(admin, summit, colleague):
    sent = opened(admin, address(summit))
    rule(summit, {"date": "1998-07"}, colleague)
    picked = json.dumps("1998-06-08/1998-06-10")
    assert list(clashes(save(admin, summit, sent, pick_date=picked))) == ["date"]
    assert mine() == {}


def test_a_ruling_that_confirms_what_was_shown_is_not_overruled_unseen(admin, summit, colleague):
    sent = opened(admin, address(summit))
    rule(summit, {"place": "Oslo"}, colleague, reason="I was there.")
    assert clashes(save(admin, summit, sent, place="Bergen"))["place"] == ("Oslo", "Oslo", "Bergen", "colleague")


def test_a_ruling_taken_back_meanwhile_is_not_taken_back_twice(admin, summit, colleague):
    (made,) = rule(summit, {"place": "Bergen"}, colleague)
    sent = opened(admin, address(summit))
    revoke(made, colleague)
    response = save(admin, summit, sent, pick_place="take back")
    assert "no longer said by any source" in response.content.decode()
    (made,) = rule(summit, {"place": "Narvik"}, colleague)
    assert clashes(save(admin, summit, sent, pick_place="take back"))["place"][1] == "Narvik"
    made.refresh_from_db()
    assert made.revoked_at is None


def test_a_value_that_an_import_moved_clashes_only_where_it_was_typed_on(admin, summit):
    sent = opened(admin, address(summit))
    move_by_import(summit, "place", "Narvik")
    assert clashes(save(admin, summit, sent, place="Bergen"))["place"] == ("Oslo", "Narvik", "Bergen", "None")
    response = admin.post(address(summit), sent | {"title": "Another title", "_continue": "1"}, follow=True)
    assert "Meanwhile place became “Narvik”, as the sources say" in response.content.decode()
    assert mine() == {"title": "Another title"}


def test_a_status_clashes_only_with_a_status(admin, summit, colleague):
    sent = opened(admin, address(summit))
    set_status(summit, "reviewed", colleague)
    response = save(admin, summit, sent, status="withheld", reason="Persons.")
    assert clashes(response)["status"][:3] == ("not yet reviewed", "reviewed", "withheld")
    save(admin, summit, sent, title="Another title")
    summit.refresh_from_db()
    assert (summit.status, summit.title) == ("reviewed", "Another title")


def test_in_a_row_what_does_not_clash_is_merged(admin, colleague):
    body, member = make.make_organization("Council"), make.make_organization("Norway", kind="state")
    tie = "member/chair/norway//"
    rule(body, {tie: {"member": member.key, "role": "chair", "since": ""}}, colleague)
    sent = opened(admin, address(body))
    rule(body, {tie: {"member": member.key, "role": "chair", "from": "1998"}}, colleague)
    save(admin, body, sent, **{"memberships-0-until": "1999"})
    row = body.memberships.get()
    assert (row.since, row.until) == ("1998", "1999")


def test_a_column_of_a_row_that_both_changed_clashes(admin, plan, colleague):
    sent = opened(admin, address(plan))
    row = row_of(admin, plan, "positions", "Sweden: rejected")
    rule(plan, {"position/sweden": {"stance": "accepted"}}, colleague)
    response = save(admin, plan, sent, **{f"{row}-stance": "abstained"})
    told = "Changed by colleague: it was “rejected”, is now “accepted”; you wrote “abstained”."
    assert told in response.content.decode()
    assert mine() == {}


def test_a_row_that_a_colleague_added_first_is_not_ruled_over(admin, plan, colleague):
    sent = opened(admin, address(plan))
    finland = make.Organization.objects.get(key="finland")
    rule(plan, {"position/finland": {"party": "finland", "stance": "accepted", "exists": True}}, colleague)
    response = save(admin, plan, sent, **{"positions-2-party": finland.pk, "positions-2-stance": "abstained"})
    assert "There is a row for this already: “Finland: accepted”." in response.content.decode()
    assert plan.positions.get(party=finland).stance == "accepted"


def test_a_row_that_an_import_took_away_is_told_and_what_was_typed_stays(admin, plan):
    sent = opened(admin, address(plan))
    row = row_of(admin, plan, "positions", "Sweden: rejected")
    Claim.objects.filter(field="position", value__party="sweden").delete()
    make.settle(plan)
    response = save(admin, plan, sent, **{f"{row}-stance": "abstained"})
    assert "No source tells of “Sweden: rejected” any more. You wrote “abstained”" in response.content.decode()
    assert save(admin, plan, sent, name="The Plan").status_code == 302
    assert mine() == {"name": "The Plan"}


def test_who_saves_from_before_their_last_login_is_told_how_to_go_on(editor, summit):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    refused = browser.post(address(summit), {"place": "Bergen"})
    assert refused.status_code == 403
    assert "This was not saved" in refused.content.decode()
    assert "<style" not in refused.content.decode()
    assert not Ruling.objects.exists()
