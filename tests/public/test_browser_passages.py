"""A real browser: a reader opens the evidence of a value, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import claim, make_document, make_event, settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILLING = "\n".join(f"Paragraph {number} says nothing of it." for number in range(60))
CLEAR = {"rgba(0, 0, 0, 0)", "transparent"}


@pytest.fixture
def event():
    document = make_document(
        f"😀 A page.\n{FILLING}\nThe talks began in Linz on 4 May 1971.\n{FILLING}", title="Minutes"
    )
    event = make_event("Linz talks", kind="negotiation")
    claim(event, document, "title", "Linz talks", "talks began in Linz")
    claim(event, document, "date", "1971-05-04", "in Linz on 4 May 1971")
    settle(event)
    return event


def lit(page):
    """The words under the address in the page, and whether their background shows it."""
    target = page.locator(":target")
    return target.inner_text(), target.evaluate("element => getComputedStyle(element).backgroundColor") not in CLEAR


def test_a_link_opens_its_passage_and_lights_it_up(page, live_server, event):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(live_server.url + event.get_absolute_url())
    page.locator(".fields .passages a").first.click()
    page.wait_for_url(re.compile(r"#c\d+-\d+$"))
    assert lit(page) == ("in Linz", True)
    marked = page.evaluate("[...CSS.highlights.get('passage')].map(range => range.toString()).join('')")
    assert marked == "in Linz on 4 May 1971"
    assert page.locator(":target").evaluate(
        "e => { const y = e.getBoundingClientRect().y; return y > 0 && y < innerHeight }"
    )
    assert complaints == []


def test_the_passage_lights_up_whole_without_javascript(browser, live_server, event):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + event.get_absolute_url())
    page.locator(".fields .passages a").first.click()
    page.wait_for_url(re.compile(r"#c\d+-\d+$"))
    number = re.search(r"k\d+", page.locator(":target").get_attribute("class"))[0]
    pieces = page.locator(f"mark.{number}")
    assert "".join(pieces.all_inner_texts()) == "in Linz on 4 May 1971"
    expect(page.locator(":target")).to_be_visible()
    context.close()


def test_the_script_marks_any_passage(page, live_server, event):
    document = event.tellings.get().document
    start = document.text.readable.index("Paragraph 40 says")
    page.goto(f"{live_server.url}{document.get_absolute_url()}#c{start}-{start + 12}")
    page.wait_for_function("CSS.highlights.has('passage')")
    assert page.evaluate("[...CSS.highlights.get('passage')][0].toString()") == "Paragraph 40"
