"""The admin's screens in a real browser: axe finds nothing, nothing is too wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from osce_docs.editorial.annotate import annotate
from osce_docs.editorial.rule import rule
from osce_docs.ingest.source_criticism import merge, rule_two
from osce_docs.models import Document, Event, Finding, Organization, Proposal
from tests.admin.forms import address

pytestmark = [pytest.mark.browser, pytest.mark.drawn]

WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
LISTS = ("finding", "event", "ruling")


@pytest.fixture
def screens(editor):
    """The addresses of the screens an editor works at, in an archive of the seeds with a ruling and a note."""
    call_command("import_seeds", verbosity=0)
    event = Event.objects.filter(disputed=True).order_by("key").first()
    rule(event, {"place": "Helsinki, Finland"}, editor, reason="As the minutes say.")
    document = Document.objects.order_by("key").last()
    annotate(document, 0, 10, editor, "So it stands.", event)
    group, osce = (Organization.objects.get(key=key) for key in ("minsk-group", "osce"))
    merge(Organization.objects.get(key="permanent-council"), osce, editor)
    rule_two(group, osce, editor, "One is a part of the other.")
    annotate(document, 0, 10, editor, "On the group.", group)
    return [
        reverse("admin:index"),
        *(reverse(f"admin:osce_docs_{table}_changelist") for table in LISTS),
        address(event),
        address(event, "history") + "?then=2000-01-01T00:00:00%2B00:00",
        address(document),
        address(document, "text"),
        address(Proposal.objects.filter(disputed=True).order_by("key").first()),
        address(Finding.objects.filter(kind="disagreement").order_by("pk").first()),
        address(Finding.objects.filter(kind="vague-time").order_by("pk").first()),
        address(group),
        address(group, "passages"),
        f"{address(group, 'merge')}?other={osce.pk}",
        address(Organization.objects.get(key="permanent-council")),
        address(editor),
        reverse("admin:osce_docs_annotation_add"),
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_that_shuts_editors_out(desk, live_server, screens, scheme, width):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 800})
    found = {}
    for where in screens:
        desk.goto(live_server.url + where)
        desk.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        violations = Axe().run(desk, options=WCAG).response["violations"]
        told = [(each["id"], each["nodes"][0]["html"][:200]) for each in violations]
        if desk.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            told.append("too wide")
        if told:
            found[where] = told
    assert found == {}


def test_no_column_of_a_list_is_cut_off(desk, live_server, screens):
    cut = []
    for table in (*LISTS, "document", "organization", "proposal", "telling", "claim", "text"):
        desk.goto(live_server.url + reverse(f"admin:osce_docs_{table}_changelist"))
        results = desk.locator(".results")
        for width in (1440, 1280, 1024, 800, 390):
            desk.set_viewport_size({"width": width, "height": 800})
            if results.evaluate("each => each.scrollWidth > each.clientWidth"):
                cut.append((table, width))
    assert cut == []


def test_where_a_row_is_a_card_its_values_have_the_names_of_their_columns(desk, live_server, summit):
    desk.set_viewport_size({"width": 390, "height": 800})
    desk.goto(live_server.url + reverse("admin:osce_docs_event_changelist"))
    place = desk.locator(".field-place")
    assert place.evaluate("each => getComputedStyle(each, '::before').content") == '"Place: "'
    expect(desk.locator(".field-body")).to_be_hidden()
    desk.set_viewport_size({"width": 1440, "height": 800})
    assert place.evaluate("each => getComputedStyle(each, '::before').content") == "none"
    expect(desk.locator(".field-body")).to_have_text("–")
