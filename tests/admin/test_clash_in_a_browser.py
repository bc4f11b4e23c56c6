"""A real browser: the second of two editors is told, looks at both versions, and decides field by field."""

import pytest
from playwright.sync_api import expect

from osce_docs.editorial.rule import rule
from osce_docs.models import Ruling
from tests import factories as make
from tests.admin.forms import address

pytestmark = pytest.mark.browser


def test_the_second_of_two_editors_keeps_one_value_of_each(desk, live_server, complaints, summit):
    desk.goto(live_server.url + address(summit))
    desk.get_by_label("Title", exact=True).fill("The Oslo Summit")
    desk.get_by_label("Place", exact=True).fill("Bergen")
    desk.get_by_label("Reason").fill("As I read it.")
    colleague = make.make_user("colleague")
    rule(summit, {"place": "Stavanger", "kind": "conference"}, colleague, reason="The minutes say so.")
    desk.get_by_role("button", name="Save and continue editing").click()
    alert = desk.get_by_role("alert").filter(has_text="Changed by someone else")
    alert.wait_for()
    expect(alert.locator("tbody tr")).to_have_count(1)
    for said in ("Oslo", "Stavanger", "Bergen", "colleague", "The minutes say so.", "Kind: summit → conference"):
        expect(alert).to_contain_text(said)
    expect(desk.get_by_label("Place", exact=True)).to_have_value("Bergen")
    expect(desk.get_by_label("Kind", exact=True)).to_have_value("conference")
    expect(desk.get_by_label("Reason")).to_have_value("As I read it.")
    alert.get_by_label("Keep theirs: place").check()
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator(".messagelist")).to_contain_text("1 ruling made")
    summit.refresh_from_db()
    assert (summit.title, summit.place, summit.kind) == ("The Oslo Summit", "Stavanger", "conference")
    assert Ruling.objects.get(author__username="editor").reason == "As I read it."
    assert complaints == []
