"""A real browser: an editor at work, from the keyboard and with the mouse, under the strict policy."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from osce_docs.editorial.rule import rule
from osce_docs.models import Annotation, Event, Finding, Ruling
from tests import factories as make
from tests.admin.forms import address

pytestmark = pytest.mark.browser
MOST_TABS = 12


def test_an_editor_uses_a_reading_and_sees_the_ruling(desk, live_server, complaints, summit):
    desk.get_by_text("Tables").click()
    desk.get_by_role("navigation", name="All tables").get_by_role("link", name="Events").click()
    desk.get_by_role("link", name="Oslo Summit 1998").click()
    told = desk.get_by_role("group", name="What the sources say: date")
    told.wait_for()
    expect(told.locator("mark")).to_have_text(["July 8-10, 1998", "June 8-10 of 1998"])
    told.get_by_label("8–10 June 1998").check()
    expect(desk.get_by_label("Date", exact=True)).to_have_value("1998-06-08/1998-06-10")
    desk.get_by_label("Reason").fill("The later text corrects the earlier.")
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator(".messagelist")).to_contain_text("1 ruling made")
    expect(told).to_contain_text("Ruled: 8–10 June 1998")
    assert Ruling.objects.get().reason == "The later text corrects the earlier."
    assert complaints == []


def test_typing_goes_back_to_the_field_and_picking_again_restores_it(desk, live_server, summit):
    desk.goto(live_server.url + address(summit))
    told = desk.get_by_role("group", name="What the sources say: date")
    field = desk.get_by_label("Date", exact=True)
    told.get_by_label("8–10 June 1998").check()
    field.fill("1998-07")
    expect(told.get_by_label("As the field says")).to_be_checked()
    told.get_by_label("8–10 June 1998").check()
    told.get_by_label("As the field says").check()
    expect(field).to_have_value("1998-07")


def test_a_passage_opens_in_the_document_beside_the_form(desk, live_server, complaints, summit):
    desk.goto(live_server.url + address(summit))
    told = desk.get_by_role("group", name="What the sources say: date")
    with desk.expect_popup() as opened:
        told.get_by_role("link", name="One article").click()
    assert re.search(r"/documents/.+/#c\d+-\d+$", opened.value.url)
    expect(opened.value.locator("h1")).not_to_be_empty()


def test_a_body_is_found_by_typing(desk, live_server, complaints, summit):
    make.make_organization("Council of Oslo")
    desk.goto(live_server.url + address(summit))
    desk.locator(".typed:has(label[for=id_body]) .select2-selection").click()
    desk.locator(".select2-search__field").fill("council")
    desk.get_by_role("option", name="Council of Oslo").click()
    desk.get_by_label("Reason").fill("It met there.")
    desk.get_by_role("button", name="Save and continue editing").click()
    summit.refresh_from_db()
    assert summit.body.name == "Council of Oslo"
    assert complaints == []


def test_a_row_is_added_below_a_form(desk, live_server, complaints, plan):
    desk.goto(live_server.url + address(plan))
    desk.get_by_role("link", name="Add another Position").or_(
        desk.get_by_role("button", name="Add another Position")
    ).click()
    desk.locator("#positions-2 .select2-selection").click()
    desk.locator(".select2-search__field").fill("finland")
    desk.get_by_role("option", name="Finland").click()
    desk.locator("#id_positions-2-stance").select_option("abstained")
    desk.get_by_label("Reason").fill("By the minutes.")
    desk.get_by_role("button", name="Save and continue editing").click()
    assert plan.positions.get(party__key="finland").stance == "abstained"
    assert complaints == []


def test_findings_are_resolved_from_the_list(desk, live_server, complaints, summit):
    Finding.objects.create(identity="f", kind="disagreement", weight=3, message="Two dates.", event=summit)
    desk.goto(live_server.url + reverse("admin:index"))
    desk.get_by_role("link", name="Sources differ").click()
    desk.get_by_label("Select this object for an action").check()
    desk.get_by_label("Reason:").fill("Ruled on.")
    desk.get_by_role("button", name="Resolve").click()
    expect(desk.locator(".messagelist")).to_contain_text("1 finding is now resolved")
    assert complaints == []


def test_a_list_is_worked_through_from_the_keyboard(desk, live_server, complaints, db):
    for number in range(3):
        Finding.objects.create(identity=str(number), kind="vague-time", message=f"Finding {number}")
    desk.goto(live_server.url + reverse("admin:index"))
    desk.get_by_role("link", name="Vague time").press("Enter")
    desk.wait_for_url("**/finding/?kind=vague-time")
    desk.keyboard.press("j")
    expect(desk.locator(":focus")).to_have_text("Finding 0")
    desk.keyboard.press("j")
    desk.keyboard.press("d")
    desk.get_by_text("1 finding is now dismissed").first.wait_for()
    expect(desk.locator(":focus")).to_have_text("Finding 2")
    desk.keyboard.press("u")
    desk.get_by_text("1 row is as it was").wait_for()
    assert Finding.objects.filter(resolution="open").count() == 3
    expect(desk.locator(":focus")).to_have_text("Finding 1")
    desk.keyboard.press("k")
    desk.keyboard.press("Enter")
    desk.get_by_role("heading", name="Vague time").wait_for()
    desk.keyboard.press("n")
    desk.get_by_text("Finding 1", exact=True).wait_for()
    desk.keyboard.press("r")
    desk.get_by_text("“Finding 1” is now resolved").first.wait_for()
    expect(desk.locator(".said")).to_have_text("Finding 2")
    desk.keyboard.press("u")
    desk.get_by_text("Undone:").wait_for()
    assert not Finding.objects.exclude(resolution="open").exists()
    assert complaints == []


def test_keys_are_told_on_asking_left_to_who_types_and_can_be_switched_off(desk, live_server, complaints, db):
    Finding.objects.create(identity="one", kind="vague-time", message="Finding")
    desk.goto(live_server.url + reverse("admin:osce_docs_finding_changelist"))
    desk.get_by_label("Search").first.fill("")
    desk.keyboard.type("jd?")
    expect(desk.locator("#searchbar")).to_have_value("jd?")
    desk.locator("#searchbar").blur()
    desk.keyboard.press("?")
    dialog = desk.get_by_role("dialog", name="Keys on this page")
    dialog.wait_for()
    told = dialog.locator("dl").inner_text()
    assert all(does in told for does in ("Next row", "Resolve", "Dismiss", "Show these keys"))
    dialog.get_by_label("Switch these keys off").check()
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(dialog).to_be_hidden()
    desk.get_by_role("button", name="Keys").click()
    expect(dialog.get_by_label("Switch these keys off")).to_be_checked()
    assert complaints == []


def test_records_are_reviewed_one_after_the_other(desk, live_server, complaints, summit):
    other = make.make_event("Oslo Talks", date="1999")
    desk.goto(live_server.url + reverse("admin:osce_docs_event_changelist"))
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.get_by_role("heading", name="Oslo Summit 1998").wait_for()
    # A heading can be seen before the script hears keys.
    desk.wait_for_load_state()
    desk.keyboard.press("v")
    desk.get_by_role("heading", name="Oslo Talks").wait_for()
    summit.refresh_from_db(), other.refresh_from_db()
    assert (summit.status, other.status) == ("reviewed", "unreviewed")
    assert complaints == []


@pytest.fixture
def talks(db):
    """A text with a letter that JavaScript counts as two, and a reading in it."""
    document = make.make_document(
        "Peace 😀 at last.\nThe Oslo Talks opened on 3 May 1998 in Oslo.\n", title="Chronicle"
    )
    event = make.make_event("Oslo Talks", key="event:oslo-talks")
    make.claim(event, document, "title", "Oslo Talks", "Oslo Talks")
    make.claim(event, document, "date", "1998-05-03", "3 May 1998")
    make.settle(event)
    return document


def test_words_are_chosen_with_the_mouse_and_noted(desk, live_server, complaints, talks):
    desk.goto(live_server.url + address(talks))
    desk.get_by_role("link", name="Text, to read and annotate").click()
    desk.locator("#readable .line").nth(1).get_by_text("3 May 1998").dblclick()
    desk.evaluate("""() => {
        const marks = [...document.querySelectorAll("#readable mark")];
        const words = marks.find((each) => each.textContent === "Oslo Talks").firstChild;
        document.getSelection().setBaseAndExtent(words, 0, words, 10);
    }""")
    expect(desk.locator("#chosen")).to_have_text("Oslo Talks")
    desk.get_by_label("Note:").fill("Which talks?")
    desk.get_by_label("Readers see it", exact=True).check()
    desk.get_by_role("button", name="Save").click()
    desk.get_by_text("Your note is kept.").wait_for()
    note = Annotation.objects.get()
    assert (note.quote, note.start, note.is_public) == ("Oslo Talks", talks.text.readable.index("Oslo"), True)
    expect(desk.locator("mark.noted")).to_have_text("Oslo Talks")
    assert complaints == []


def test_words_are_chosen_by_keyboard_and_made_a_record(desk, live_server, complaints, talks):
    desk.goto(live_server.url + address(talks) + "../text/")
    desk.locator("#readable").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "Shift+ArrowRight"):
        desk.keyboard.press(key)
    expect(desk.locator("#chosen")).to_have_text("Oslo Talks")
    desk.keyboard.press("Enter")
    for _ in range(2):
        desk.keyboard.press("ArrowDown")
    expect(desk.get_by_label("Make a new record of it")).to_be_checked()
    desk.get_by_label("Title or name").fill("Opening of the Oslo Talks")
    desk.get_by_label("Kind:").fill("opening")
    desk.get_by_label("Date:").fill("1998-05-03")
    desk.keyboard.press("Enter")
    desk.get_by_text("is made, with these words as its evidence").wait_for()
    made = Event.objects.get(title="Opening of the Oslo Talks")
    assert made.annotations.get().quote == "Oslo Talks"
    assert complaints == []


def test_words_are_chosen_by_writing_them_and_a_reading_in_them_ruled_wrong(desk, live_server, complaints, talks):
    desk.goto(live_server.url + address(talks) + "../text/")
    desk.get_by_text("Choose by first and last words").click()
    desk.get_by_label("First words").fill("Peace")
    desk.get_by_label("Last words").fill("last.")
    expect(desk.locator("#chosen")).to_have_text("Peace 😀 at last.")
    desk.get_by_label("Say it was read wrongly").check()
    expect(desk.get_by_text("The importer read nothing in these words.")).to_be_visible()
    desk.get_by_label("First words").fill("opened")
    desk.get_by_label("Last words").fill("Oslo.")
    desk.get_by_label("date of “Oslo Talks”: 3 May 1998").check()
    desk.get_by_label("Reason").fill("Of another year.")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_text("1 reading is ruled wrong").wait_for()
    ruling = Ruling.objects.get()
    assert (ruling.kind, ruling.reason, Event.objects.get().date) == ("misread", "Of another year.", "")
    assert complaints == []


def test_a_disagreement_is_ruled_from_the_keyboard(desk, live_server, complaints, summit):
    told = {"message": "Two dates.", "field": "date", "event": summit, "weight": 3}
    finding = Finding.objects.create(identity="f", kind="disagreement", **told)
    desk.goto(live_server.url + address(finding))
    expect(desk.locator(".side mark")).to_have_text(["July 8-10, 1998", "June 8-10 of 1998"])
    desk.keyboard.press("2")
    expect(desk.get_by_label("8–10 June 1998")).to_be_checked()
    desk.get_by_label("Reason").fill("Nearer in time.")
    desk.get_by_label("Reason").blur()
    desk.keyboard.press("r")
    desk.get_by_text("“Two dates.” is now resolved").first.wait_for()
    summit.refresh_from_db()
    assert (summit.date, Ruling.objects.get().reason) == ("1998-06-08/1998-06-10", "Nearer in time.")
    assert complaints == []


def test_what_is_offered_again_leaves_the_form_beside_the_text(desk, live_server, talks):
    text_page = live_server.url + address(talks) + "../text/"
    desk.goto(text_page)
    before = desk.locator("#passage").bounding_box()["x"]
    desk.get_by_label("Note:").fill("Who took part?")
    desk.goto(live_server.url + reverse("admin:index"))
    desk.goto(text_page)
    expect(desk.locator(".draft")).to_contain_text("Who took part?")
    assert desk.locator("#passage").bounding_box()["x"] == before
    offered = desk.locator(".draft").bounding_box()
    assert offered["y"] + offered["height"] <= desk.locator("#readable").bounding_box()["y"]


def test_what_was_typed_is_offered_again_after_a_crash_and_after_a_log_out(desk, live_server, complaints, summit):
    desk.goto(live_server.url + address(summit))
    desk.get_by_label("Place", exact=True).fill("Bergen, as I think")
    told = desk.get_by_role("group", name="What the sources say: date")
    told.get_by_label("8–10 June 1998").check()
    desk.goto(live_server.url + reverse("admin:index"))
    desk.goto(live_server.url + address(summit))
    expect(desk.locator(".draft")).to_contain_text("Bergen, as I think")
    desk.get_by_role("button", name="Put it back").click()
    expect(desk.get_by_label("Place", exact=True)).to_have_value("Bergen, as I think")
    expect(told.get_by_label("8–10 June 1998")).to_be_checked()
    desk.get_by_label("Reason").fill("So I think.")
    desk.context.clear_cookies(name="sessionid")
    desk.get_by_role("button", name="Save and continue editing").click()
    desk.get_by_label("Username").fill("editor")
    desk.get_by_label("Password").fill("a long password")
    desk.get_by_role("button", name="Log in").click()
    assert not Ruling.objects.exists()
    desk.goto(live_server.url + address(summit))
    desk.get_by_role("button", name="Put it back").click()
    desk.get_by_role("button", name="Save and continue editing").click()
    desk.get_by_text("2 rulings made").wait_for()
    expect(desk.locator(".draft")).to_have_count(0)
    desk.reload()
    expect(desk.locator(".draft")).to_have_count(0)
    ruling = Ruling.objects.get(field="place")
    assert (ruling.value, ruling.reason) == ("Bergen, as I think", "So I think.")


def test_what_was_typed_before_a_colleague_ruled_is_offered_with_a_word_of_it(desk, live_server, complaints, summit):
    desk.goto(live_server.url + address(summit))
    desk.get_by_label("Private note").fill("Ask Anna.")
    rule(summit, {"place": "Narvik"}, make.make_user("colleague"))
    desk.goto(live_server.url + address(summit))
    expect(desk.locator(".draft")).to_contain_text("The record has been ruled on since")
    desk.get_by_role("button", name="Throw it away").click()
    desk.reload()
    expect(desk.locator(".draft")).to_have_count(0)
    assert complaints == []


def test_a_changed_value_asks_once_why_and_a_small_correction_does_not(desk, live_server, complaints, summit):
    desk.goto(live_server.url + address(summit))
    desk.get_by_label("Place", exact=True).fill("Bergen")
    save = desk.get_by_role("button", name="Save and continue editing")
    save.click()
    expect(desk.locator("#ask-why")).to_have_text(re.compile(r"^Why\?"))
    expect(desk.locator("#id_reason")).to_be_focused()
    assert not Ruling.objects.exists()
    save.click()
    desk.get_by_text("1 ruling made").wait_for()
    desk.get_by_label("Place", exact=True).fill("Berge")
    save.click()
    desk.get_by_text("Ruled: Berge", exact=True).wait_for()
    summit.refresh_from_db()
    assert summit.place == "Berge"
    assert complaints == []


def test_a_record_goes_back_to_an_earlier_moment(desk, live_server, complaints, summit):
    rule(summit, {"place": "Bergen"}, make.make_user("colleague"), reason="A guess.")
    rule(summit, {"place": "Tromsø"}, make.make_user("another"))
    desk.goto(live_server.url + address(summit))
    desk.get_by_role("link", name="History").click()
    guess = desk.get_by_role("listitem").filter(has_text="“Bergen”")
    guess.get_by_role("link", name="What has changed since").click()
    table = desk.get_by_role("table")
    expect(table.get_by_role("row", name="Place").get_by_role("cell")).to_have_text(["Bergen", "Tromsø"])
    desk.get_by_label("Reason").fill("Better than Tromsø.")
    desk.get_by_role("button", name="Let it say this again").click()
    desk.get_by_text("1 value is again what it was.").wait_for()
    summit.refresh_from_db()
    assert (summit.place, Ruling.objects.count()) == ("Bergen", 3)
    assert complaints == []


def test_few_tabs_lead_to_the_first_field_and_the_save_bar_stays(desk, live_server, summit):
    desk.set_viewport_size({"width": 390, "height": 700})
    desk.goto(live_server.url + address(summit))
    passed = []
    while "id_title" not in passed and len(passed) < MOST_TABS:
        desk.keyboard.press("Tab")
        passed.append(desk.evaluate("document.activeElement.id"))
    assert "id_title" in passed
    save = desk.get_by_role("button", name="Save", exact=True)
    box = save.bounding_box()
    assert box["y"] + box["height"] <= 700
    assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("table", ["user", "annotation", "organization", "document", "ruling", "claim", "telling"])
def test_no_page_breaks_the_policy(desk, live_server, complaints, summit, table):
    make.make_organization("Council")
    Ruling.objects.create(kind="field", field="place", value="Oslo", event=summit, author=make.make_user())
    desk.goto(live_server.url + reverse(f"admin:osce_docs_{table}_changelist"))
    first = desk.locator("#result_list tbody a").first
    if first.count():
        first.click()
    expect(desk.locator("h1")).not_to_be_empty()
    assert complaints == []
