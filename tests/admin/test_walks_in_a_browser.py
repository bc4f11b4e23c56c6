"""A real browser: lists kept under a name, a form seen as readers would, a misreading taken back where it is met."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from osce_docs.ingest.source_criticism import rule_misread
from osce_docs.models import Claim, Event, Ruling, SavedView
from tests import factories as make
from tests.admin.forms import address

pytestmark = pytest.mark.browser


def test_a_narrowed_list_is_kept_found_again_and_let_go(desk, live_server, complaints, summit):
    make.make_event("Bergen Meeting", status="reviewed")
    desk.goto(live_server.url + reverse("admin:osce_docs_event_changelist"))
    desk.get_by_role("link", name="reviewed", exact=True).click()
    rows = desk.locator("#result_list tbody tr")
    expect(rows).to_have_count(1)
    desk.get_by_text("My views of this list").click()
    desk.get_by_label("Keep filters, search and order as").fill("Seen by Anna")
    desk.get_by_role("button", name="Keep", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("The view is kept as “Seen by Anna”.")
    expect(rows).to_have_count(1)
    desk.goto(live_server.url + reverse("admin:index"))
    desk.goto(live_server.url + reverse("admin:osce_docs_event_changelist"))
    expect(rows).to_have_count(2)
    desk.get_by_role("link", name="Seen by Anna").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Bergen Meeting")
    expect(desk.get_by_role("link", name="Seen by Anna")).to_have_attribute("aria-current", "page")
    desk.get_by_role("button", name="Let go the view “Seen by Anna”").click()
    expect(desk.get_by_role("link", name="Seen by Anna")).to_have_count(0)
    assert not SavedView.objects.exists()
    assert complaints == []


def test_a_form_is_seen_as_readers_would_and_stays_as_it_was_typed(desk, live_server, complaints, summit):
    desk.goto(live_server.url + address(summit))
    desk.get_by_label("Place", exact=True).fill("Bergen")
    desk.get_by_label("Reason").fill("By the minutes.")
    with desk.expect_popup() as opened:
        desk.get_by_role("button", name="See it as readers would").click()
    public = opened.value
    expect(public.get_by_role("heading", level=1)).to_have_text("Oslo Summit 1998")
    expect(public.get_by_text("Decided by an editor: Bergen — By the minutes.")).to_be_visible()
    public.close()
    expect(desk.get_by_label("Place", exact=True)).to_have_value("Bergen")
    assert not Ruling.objects.exists()
    desk.reload()
    expect(desk.locator(".draft")).to_contain_text("Bergen")
    desk.get_by_role("button", name="Put it back").click()
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator(".messagelist")).to_contain_text("1 ruling made")
    assert Event.objects.get().place == "Bergen"
    assert complaints == []


def test_a_misreading_is_taken_back_beside_the_field_and_what_was_typed_is_not_lost(
    desk, live_server, complaints, editor, summit
):
    rule_misread(Claim.objects.get(quote="July 8-10, 1998"), editor, "A misprint.")
    desk.goto(live_server.url + address(summit))
    told = desk.get_by_role("group", name="What the sources say: date")
    expect(told.locator(".misread")).to_contain_text("8–10 July 1998")
    desk.get_by_label("Place", exact=True).fill("Bergen, as I think")
    told.get_by_role("button", name="Take back 8–10 July 1998").click()
    expect(desk.locator(".messagelist")).to_contain_text("The ruling is taken back.")
    expect(desk).to_have_url(re.compile(re.escape(address(summit)) + "$"))
    expect(told.get_by_text("Sources differ")).to_be_visible()
    expect(desk.locator(".draft")).to_contain_text("Bergen, as I think")
    desk.goto(live_server.url + address(Claim.objects.get(quote="July 8-10, 1998").telling.document, "text"))
    desk.get_by_label("Say it was read wrongly").check()
    expect(desk.get_by_label("date of “Oslo Summit 1998”: 8–10 July 1998")).to_be_visible()
    assert complaints == []


def test_a_misreading_is_taken_back_on_the_text(desk, live_server, complaints, editor, summit):
    claim = Claim.objects.get(quote="July 8-10, 1998")
    rule_misread(claim, editor, "A misprint.")
    desk.goto(live_server.url + address(claim.telling.document, "text"))
    desk.get_by_label("Say it was read wrongly").check()
    desk.get_by_role("button", name="Take back date of “Oslo Summit 1998”: 8–10 July 1998").click()
    expect(desk.locator(".messagelist")).to_contain_text("The ruling is taken back.")
    desk.get_by_label("Say it was read wrongly").check()
    expect(desk.get_by_label("date of “Oslo Summit 1998”: 8–10 July 1998")).to_be_visible()
    assert not Ruling.objects.standing().exists()
    assert complaints == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_all_tables_are_in_sight_on_a_narrow_screen(desk, width):
    desk.set_viewport_size({"width": width, "height": 800})
    desk.get_by_text("Tables", exact=True).click()
    expect(desk.get_by_role("link", name="Documents").first).to_be_in_viewport(ratio=1)
    menu = desk.get_by_role("navigation", name="All tables").bounding_box()
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= width
