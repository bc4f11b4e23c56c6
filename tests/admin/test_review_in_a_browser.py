"""A real browser: a reviewer withholds a record, with a reason, and lets readers see it again; an editor cannot."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from playwright.sync_api import expect

from osce_docs.editorial.roles import EDITOR, REVIEWER, grant
from osce_docs.models import Ruling
from tests import factories as make
from tests.admin.forms import address

pytestmark = pytest.mark.browser


@pytest.fixture
def logged_in(page, live_server, db):
    """A function that logs someone of a role in."""
    grant(Group.objects, Permission.objects)

    def log_in(role):
        user = make.make_user(role.lower(), is_superuser=False)
        user.groups.add(Group.objects.get(name=role))
        user.set_password("a long password")
        user.save()
        page.goto(live_server.url + reverse("admin:index"))
        page.get_by_label("Username").fill(role.lower())
        page.get_by_label("Password").fill("a long password")
        page.get_by_role("button", name="Log in").click()
        return page

    return log_in


def _save_without_a_reason(desk):
    """The form asks why, once; saving again says that there is nothing to add."""
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator("#ask-why")).not_to_be_empty()
    desk.get_by_role("button", name="Save and continue editing").click()


def test_a_reviewer_withholds_and_lets_back(logged_in, live_server, complaints, summit):
    desk = logged_in(REVIEWER)
    desk.goto(live_server.url + reverse("admin:osce_docs_event_changelist"))
    row = desk.get_by_role("row", name="Oslo Summit 1998")
    row.get_by_role("checkbox").check()
    desk.get_by_role("button", name="Withhold from readers").click()
    expect(desk.locator(".messagelist")).to_contain_text("Say why readers may not see")
    expect(row.get_by_role("checkbox")).to_be_checked()
    expect(desk.locator(".action-counter").first).to_have_text("1 of 1 selected")
    desk.get_by_label("Reason").fill("Private persons.")
    desk.get_by_role("button", name="Withhold from readers").click()
    expect(desk.locator(".messagelist")).to_contain_text("1 record is now withheld")
    public = live_server.url + summit.get_absolute_url()
    assert desk.request.get(public).status == 404
    desk.goto(live_server.url + address(summit))
    desk.get_by_label("Review", exact=True).select_option("reviewed")
    _save_without_a_reason(desk)
    expect(desk.locator(".messagelist")).to_contain_text("1 ruling made")
    assert desk.request.get(public).status == 200
    assert [ruling.reason for ruling in Ruling.objects.order_by("pk")] == ["Private persons.", ""]
    assert complaints == []


def test_an_editor_is_not_offered_what_is_not_hers(logged_in, live_server, complaints, summit):
    desk = logged_in(EDITOR)
    desk.goto(live_server.url + reverse("admin:osce_docs_event_changelist"))
    desk.get_by_role("link", name="Oslo Summit 1998").wait_for()
    expect(desk.get_by_role("button", name="Mark as reviewed")).to_have_count(0)
    desk.get_by_role("link", name="Oslo Summit 1998").click()
    desk.get_by_label("Place", exact=True).fill("Bergen")
    expect(desk.get_by_label("Review", exact=True)).to_have_count(0)
    _save_without_a_reason(desk)
    expect(desk.locator(".messagelist")).to_contain_text("1 ruling made")
    assert complaints == []
