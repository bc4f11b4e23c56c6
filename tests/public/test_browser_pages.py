"""Every public page in a real browser: nothing shuts readers out, nothing is too wide, nothing comes from elsewhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from osce_docs.editorial.rule import rule
from osce_docs.models import Annotation, Document, Event, Organization, Proposal
from tests.factories import make_user
from tests.public.overviews import OVERVIEWS

pytestmark = [pytest.mark.browser, pytest.mark.drawn, pytest.mark.django_db(transaction=True)]

WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
MOST_BYTES = 60_000
# 320 pixels are a small phone, or 1280 enlarged four times; 640 are 1280 enlarged twice.
# At 768 tables are tables still.
NARROW = (320, 640, 768)


@pytest.fixture
def pages():
    """The addresses of pages of every kind, in an archive of the seeds with a ruling and a note."""
    call_command("import_seeds", verbosity=0)
    event = Event.objects.filter(disputed=True).order_by("key").first()
    rule(event, {"date": "1992-07"}, make_user(), reason="Both say it was in summer.")
    document = Document.objects.order_by("key").last()
    Annotation.objects.create(
        document=document, start=0, end=10, quote=document.passage(0, 10), note="So it stands.", is_public=True,
        author=make_user(),
    )  # fmt: skip
    records = [
        *Document.objects.order_by("key"),
        event,
        Event.objects.filter(disputed=False).order_by("key").first(),
        Organization.objects.get(key="minsk-group"),
        Organization.objects.get(key="osce"),
        *Proposal.objects.order_by("-disputed", "key")[:2],
    ]
    return [*OVERVIEWS, *(record.get_absolute_url() for record in records)]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_that_shuts_readers_out(page, live_server, pages, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for address in pages:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        violations = Axe().run(page, options=WCAG).response["violations"]
        if violations:
            found[address] = [(each["id"], each["nodes"][0]["html"][:200]) for each in violations]
    assert found == {}


def test_no_page_is_wider_than_its_window(page, live_server, pages):
    wide = {}
    for address in pages:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 640})
            if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
                wide[address, width] = needed
    assert wide == {}


def test_a_first_view_is_small_comes_from_here_and_keeps_the_policy(page, live_server, pages):
    """Each view is a first one: nothing is kept of the one before."""
    heavy, sizes, elsewhere, complaints = {}, [], [], []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: elsewhere.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for address in pages:
        sizes.clear()
        page.goto(live_server.url + address, wait_until="networkidle")
        if not 0 < sum(sizes) <= MOST_BYTES:
            heavy[address] = sum(sizes)
    assert heavy == {}
    assert [url for url in elsewhere if not url.startswith((live_server.url, "data:"))] == []
    assert [text for text in complaints if "404" not in text] == []


def test_no_page_needs_javascript(browser, live_server, pages):
    """What a page says, and what it leads to, is the same without scripts as with them."""
    said = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        said.append({})
        for address in pages:
            page.goto(live_server.url + address)
            main = page.locator("main")
            links = main.locator("a[href]").evaluate_all("all => all.map(each => each.getAttribute('href'))")
            said[-1][address] = (main.inner_text(), links)
        context.close()
    assert said[0] == said[1]
    assert all(len(text) > 50 for text, _ in said[1].values())


def test_every_link_and_field_can_be_reached_by_keyboard_and_shows_that_it_is(page, live_server, pages):
    for address in pages:
        page.goto(live_server.url + address)
        expected = page.evaluate(
            """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
                .filter(each => each.checkVisibility()).length"""
        )
        page.evaluate(
            """() => {
                window.reached = new Set(); window.dim = [];
                document.addEventListener("focusin", ({target}) => {
                    window.reached.add(target);
                    const style = getComputedStyle(target);
                    if (style.outlineStyle === "none" || style.outlineWidth === "0px") dim.push(target.outerHTML);
                });
            }"""
        )
        # A field for a date is four stops: day, month, year, and the button that opens a calendar.
        for _ in range(4):
            for _ in range(expected):
                page.keyboard.press("Tab")
            if page.evaluate("reached.size") == expected:
                break
        assert (address, *page.evaluate("[reached.size, dim]")) == (address, expected, [])
