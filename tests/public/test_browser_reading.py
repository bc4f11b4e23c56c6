"""A reader's way through the archive in a real browser, without JavaScript: every step is a link."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from osce_docs.models import Position, Proposal
from tests.factories import make_organization

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reader(browser, live_server):
    """A page without scripts, at the archive of the seeds."""
    call_command("import_seeds", verbosity=0)
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(live_server.url)
    yield page
    context.close()


def test_from_the_timeline_to_the_sentence_and_to_who_says_otherwise(reader):
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Timeline").click()
    reader.get_by_role("link", name="1990s").click()
    reader.get_by_role("link", name="1992", exact=True).click()
    reader.get_by_role("table").get_by_role("link", name="Helsinki Summit 1992").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Helsinki Summit 1992")
    reader.locator(".differ-box .passages a").last.click()
    expect(reader.locator("mark:target")).to_have_text("June 8-10 of 1992")
    reader.get_by_role("link", name="Side by side").click()
    row = reader.locator(".compare tr", has_text="on June 8-10 of 1992")
    expect(row.locator("td").last.locator("mark.other", has_text="July")).to_have_count(1)
    row.get_by_role("link", name=re.compile("^in the text of Azerbaijan–OSCE relations")).click()
    assert re.search(r"/documents/[^/]+/#c\d+-\d+$", reader.url)


def test_on_a_phone_side_by_side_still_tells_which_text_says_so(reader):
    """By place, not by colour alone, and to screen readers by the column."""
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Documents").click()
    reader.get_by_role("link", name="Azerbaijan–OSCE relations").click()
    reader.get_by_role("link", name="Side by side").click()
    reader.set_viewport_size({"width": 390, "height": 800})
    row = reader.locator(".compare tr.alone", has=reader.locator("td.empty:first-child")).first
    expect(row.get_by_role("cell")).to_have_count(2)
    expect(row.get_by_role("cell").first).to_have_text("not in this text")
    both = reader.locator(".compare tbody tr:not(.alone)").first.locator("td")
    first, second, alone = (each.bounding_box()["x"] for each in (both.first, both.last, row.locator("td").last))
    assert first < second == alone


def test_the_timeline_is_a_table_with_the_line_of_time_drawn_in_it(reader):
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Timeline").click()
    row = reader.get_by_role(
        "row", name=re.compile("8–10 July 1992 Helsinki Summit 1992 sources differ or 8–10 June 1992")
    )
    expect(row).to_be_visible()
    first, second = (row.locator(f"rect{kind}") for kind in (":not(.further)", ".further"))
    assert first.bounding_box()["y"] < second.bounding_box()["y"]
    assert first.bounding_box()["x"] > second.bounding_box()["x"]


def test_from_the_matrix_to_the_position_of_a_party(reader):
    reader.get_by_role("contentinfo").get_by_role("link", name="Proposals by parties").click()
    reader.get_by_role("row", name=re.compile("^Stage")).get_by_role("link", name="Rejected").click()
    expect(reader.locator("tr:target")).to_have_text(re.compile(r"^\s*Armenia"))


def test_on_the_map_bodies_open_and_close(reader):
    reader.get_by_role("contentinfo").get_by_role("link", name="Map of bodies").click()
    below = reader.get_by_role("link", name="OSCE Conflict Prevention Centre")
    expect(below).to_be_hidden()
    reader.locator("summary", has_text="OSCE Secretariat").click()
    expect(below).to_be_visible()


def test_what_was_folded_can_be_opened(reader):
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Documents").click()
    reader.get_by_role("link", name="OSCE and Belarus agree on new OSCE Office in Minsk").click()
    fold = reader.locator("details.fold").first
    expect(fold.get_by_text("Minsk Group").first).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator(".stretch").first).to_be_visible()


def test_a_printed_page_has_its_text_and_not_the_ways_around_it(reader):
    reader.goto(f"{reader.url}events/summit-helsinki-1992/")
    reader.emulate_media(media="print")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    expect(reader.locator(".differ-box")).to_be_visible()
    expect(reader.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(reader.get_by_role("search")).to_be_hidden()


def test_stances_differ_by_word_and_shape(reader, live_server):
    proposal = Proposal.objects.order_by("key").first()
    for stance in Position.Stance.values:
        party = make_organization(f"Party {stance}")
        Position.objects.create(owner=proposal, key=party.key, party=party, stance=stance)
    reader.goto(f"{live_server.url}/proposals/matrix/")
    shown = reader.locator(".legend .stance").evaluate_all(
        "all => all.map(each => [each.textContent, getComputedStyle(each, '::before').content.slice(1, 2)])"
    )
    assert len({word for word, _ in shown}) == len({shape for _, shape in shown}) == len(Position.Stance.values)
