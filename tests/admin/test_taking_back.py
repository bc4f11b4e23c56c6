"""A ruling is taken back where an editor meets it: on the text, beside the field, in the history, on its own page."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from osce_docs.editorial.roles import EDITOR, VIEWER, grant
from osce_docs.editorial.rule import rule
from osce_docs.ingest.source_criticism import rule_misread
from osce_docs.models import Claim, Event, Proposal, Ruling
from tests import factories as make
from tests.admin.forms import address
from tests.admin.test_lists import queries

TAKE_BACK = "admin:osce_docs_ruling_take_back"


def take_back(client, ruling, back="/admin/"):
    return client.post(reverse(TAKE_BACK), {"ruling": ruling.pk, "next": back}, follow=True)


@pytest.fixture
def misread(summit, editor):
    """The date that one article gives, ruled misread."""
    return rule_misread(Claim.objects.get(quote="July 8-10, 1998"), editor, "A misprint.")


def test_it_is_offered_wherever_a_misreading_is_met(admin, summit, misread):
    button = f'form="take-back" name="ruling" value="{misread.pk}"'
    for where in (
        address(misread.document, "text"),
        address(summit),
        address(summit, "history"),
        address(misread.document, "history"),
        address(misread),
    ):
        page = admin.get(where).content.decode()
        assert page.count(button) == 1, where
        assert f'<input type="hidden" name="next" value="{where}">' in page
        assert page.count('<form id="take-back"') == 1


def test_the_form_shows_beside_the_field_what_was_ruled_wrong_and_why(admin, summit, misread):
    (wrong,) = admin.get(address(summit)).context["misread"]
    assert (wrong.field, wrong.label, wrong.words) == ("date", "date", "8–10 July 1998")
    assert (wrong.quote.passage.quote, wrong.ruling.reason) == ("July 8-10, 1998", "A misprint.")


def test_what_was_read_of_a_tie_and_ruled_wrong_stands_below_the_ties(admin, editor, plan):
    rule_misread(Claim.objects.get(quote="Sweden rejected it"), editor)
    assert not plan.positions.filter(party__key="sweden").exists()
    page = admin.get(address(plan))
    (wrong,) = page.context["misread_ties"]
    assert (wrong.field, wrong.words) == ("position/sweden", "Sweden, rejected")
    assert "Readings ruled wrong" in page.content.decode()
    take_back(admin, Ruling.objects.get())
    assert Proposal.objects.get().positions.get(party__key="sweden").stance == "rejected"


def test_once_taken_back_the_reading_counts_again_and_one_is_where_one_was(admin, summit, misread):
    assert Event.objects.get().date == "1998-06-08/1998-06-10"
    response = take_back(admin, misread, address(summit))
    assert response.redirect_chain == [(address(summit), 302)]
    assert "The ruling is taken back" in response.content.decode()
    assert Event.objects.get().date == "1998-07-08/1998-07-10"
    assert f'value="{misread.pk}">Take back' not in response.content.decode()
    assert "stands no longer" in take_back(admin, misread).content.decode()


def test_the_history_offers_it_for_each_ruling_that_stands(admin, editor, summit):
    first, *_ = rule(summit, {"place": "Narvik"}, editor)
    rulings = rule(summit, {"place": "Bergen", "kind": "meeting"}, editor)
    page = admin.get(address(summit, "history")).content.decode()
    assert [f'name="ruling" value="{each.pk}"' in page for each in (first, *rulings)] == [False, True, True]
    take_back(admin, rulings[0])
    summit.refresh_from_db()
    assert (summit.place, summit.kind) == ("Oslo", "meeting")


@pytest.mark.parametrize("odd", ["", "x", "0", "9" * 30])
def test_what_is_no_ruling_is_said(admin, odd):
    response = admin.post(reverse(TAKE_BACK), {"ruling": odd, "next": "https://elsewhere.example/"}, follow=True)
    assert response.redirect_chain == [("/admin/", 302)]
    assert "stands no longer" in response.content.decode()


@pytest.mark.parametrize(("role", "may"), [(VIEWER, False), (EDITOR, True)])
def test_who_could_not_have_made_it_is_offered_nothing_and_refused(client, summit, misread, role, may):
    grant(Group.objects, Permission.objects)
    user = make.make_user("somebody", is_superuser=False)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    for where in (address(misread.document, "text"), address(summit), address(summit, "history"), address(misread)):
        assert ('name="ruling"' in client.get(where).content.decode()) == may, where
    assert client.post(reverse(TAKE_BACK), {"ruling": misread.pk}).status_code == (302 if may else 403)
    assert Ruling.objects.standing().exists() != may


def test_a_form_takes_as_many_queries_for_many_misreadings_as_for_few(admin, editor, summit):
    def fill(number):
        for _ in range(number):
            document = make.make_document("It met in Bergen.\n")
            wrong = make.claim(summit, document, "place", "Bergen", "Bergen")
            body = make.claim(summit, document, "body", make.make_organization().key, "It met")
            for claim in (wrong, body):
                Ruling.objects.create(kind="misread", claim=claim.identity, document=document, author=editor)

    fill(2)
    few = queries(admin, address(summit))
    fill(20)
    assert queries(admin, address(summit)) == few <= 25


def test_the_ledger_names_bodies_by_their_names(admin, editor, summit):
    body = make.make_organization("Council of Oslo", key="oslo-council")
    (ruling,) = rule(summit, {"body": body.key}, editor)
    for where in (reverse("admin:osce_docs_ruling_changelist"), address(ruling)):
        page = admin.get(where).content.decode()
        assert "Council of Oslo" in page
        assert "oslo-council" not in page
