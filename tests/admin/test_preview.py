"""A form is looked at as readers would see it, and nothing of that stays."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from osce_docs.admin.status import change_status
from osce_docs.editorial.digest import archive_digest
from osce_docs.editorial.rule import rule
from osce_docs.models import Finding, Organization, Ruling, Topic
from tests import factories as make
from tests.admin.forms import address, opened


def preview(client, record, **changes):
    return client.post(address(record), opened(client, address(record)) | changes | {"_preview": "1"})


def test_the_public_page_shows_what_was_typed_and_nothing_is_saved(admin, summit):
    before = (summit.place, summit.version)
    page = preview(admin, summit, place="Bergen", reason="By the minutes.").content.decode()
    assert "Bergen" in page
    assert "By the minutes." in page
    assert 'id="site-name"' not in page
    summit.refresh_from_db()
    assert (summit.place, summit.version) == before
    assert not Ruling.objects.exists()


def test_ties_are_in_it_too(admin, plan):
    finland = make.make_organization("Republic of Finland", kind="state")
    changes = {"positions-2-party": finland.pk, "positions-2-stance": "abstained"}
    assert "Republic of Finland" in preview(admin, plan, **changes).content.decode()
    assert plan.positions.count() == 2


def test_a_withheld_document_is_shown_as_it_would_be_once_it_is_let_back(admin, editor, paper):
    change_status([paper], "withheld", editor, "No rights.")
    before = archive_digest()
    assert "Oslo" in preview(admin, paper, status="unreviewed").content.decode()
    assert archive_digest() == before


def test_what_only_a_ruling_vouches_for_is_gone_without_it(admin, editor):
    event = make.make_event("Meeting", standing=False)
    rule(event, {"place": "Oslo"}, editor)
    assert preview(admin, event, place="Bergen").status_code == 200
    assert preview(admin, event, pick_place="take back").status_code == 302


def test_a_refused_form_shows_the_passages_again(admin, summit):
    assert "July 8-10, 1998" in preview(admin, summit, date="May").content.decode()


def test_what_readers_would_not_see_is_said(admin, summit):
    response = preview(admin, summit, status="withheld", reason="Private persons.")
    assert "Readers would not see this record" in admin.get(response.url).content.decode()
    summit.refresh_from_db()
    assert summit.status == "unreviewed"
    assert not Finding.objects.exists()


def test_what_is_wanting_is_said_first(admin, summit):
    assert "is not a date we can read" in preview(admin, summit, date="May").content.decode()


@pytest.fixture
def body(db):
    """A body with a parent, members, other names and numbers, as sources and editors have them."""
    document = make.make_document("The Club of the League has the members Norway and Sweden, 2 in all, since 1973.\n")
    norway, sweden = (make.make_organization(name, kind="state") for name in ("Norway", "Sweden"))
    league, club = make.make_organization("League"), make.make_organization("Club")
    make.mention(document, club, "Club")
    make.claim(club, document, "name", "Club", "Club")
    make.claim(club, document, "parent", "league", "League")
    make.claim(club, document, "founded", "1973", "1973")
    make.claim(club, document, "member", {"member": "norway", "role": "member"}, "Norway")
    make.claim(club, document, "member", {"member": "sweden", "role": "member"}, "Sweden")
    make.claim(club, document, "count", {"what": "members", "number": "2"}, "2 in all")
    make.settle(document, norway, sweden, league, club)
    return club


def test_it_says_that_it_is_a_preview_and_leads_back_to_the_form(admin, summit):
    where = address(summit) + "?_changelist_filters=status%3Dreviewed"
    tried = admin.post(where, opened(admin, where) | {"_preview": "1"}).text
    (banner,) = BANNER.findall(tried)
    assert "This is a preview, not the published page" in banner
    assert f'<a href="{where}">' in banner
    assert "<title>Preview: Oslo Summit 1998" in tried
    assert "preview" not in admin.get(summit.get_absolute_url()).text.lower()


BANNER = re.compile(r'<aside class="preview".*?</aside>', re.DOTALL)
MOMENT = re.compile(r"T[0-9:.+]*(?=\")")
# By kind what is ruled beforehand, what is typed, and what readers then see of it.
TYPED = [
    ("summit", {}, {"date": "1998-09", "reason": "By the minutes."}, "By the minutes."),
    ("summit", {}, {"pick_date": '"1998-06-08/1998-06-10"'}, "8–10 June 1998"),
    ("summit", {}, {"pick_place": "null", "title": "Summit of Oslo"}, "Summit of Oslo"),
    ("summit", {"place": "Bergen"}, {"pick_place": "take back"}, "Oslo"),
    ("summit", {"place": "Bergen"}, {"place": "Narvik", "kind": "meeting"}, "Narvik"),
    ("summit", {}, {"status": "reviewed"}, "Reviewed by a person."),
    ("summit", {}, {"body": "Norway"}, "Norway"),
    ("summit", {}, {"participations-0-organization": "Norway", "participations-0-role": "host"}, "Norway"),
    ("plan", {}, {"positions-0-stance": "conditional"}, "Accepted with conditions"),
    ("plan", {}, {"positions-0-exists": None, "name": "Plan of Oslo"}, "Plan of Oslo"),
    ("plan", {}, {"positions-2-party": "Finland", "positions-2-stance": "abstained"}, "Abstained"),
    ("plan", {"position/denmark": {"stance": "rejected"}}, {"positions-0-take_back": "on"}, "Accepted"),
    ("plan", {"text": "Old words"}, {"text": "New words"}, "New words"),
    ("body", {}, {"parent": "Norway", "founded": "1974"}, "1974"),
    ("body", {}, {"pick_parent": "null"}, "Norway"),
    ("body", {}, {"memberships-0-exists": None}, "Sweden"),
    ("body", {}, {"memberships-2-member": "League", "memberships-2-role": "observer"}, "Observer"),
    ("body", {}, {"counts-0-exists": None}, "Club"),
    ("body", {}, {"aliases-0-name": "Friends", "name": "The Club"}, "Friends"),
    ("paper", {}, {"title": "A paper", "date": "2002", "place": "Turku"}, "Turku"),
    ("paper", {}, {"document_topics-0-topic": "arms", "document_sources-1-organization": "Norway"}, "Arms"),
]


@pytest.fixture
def paper(db):
    """A document whose source and field of work are told."""
    document = make.make_document("Sweden writes on arms, Oslo 2001.\n", title="Letter", date="2001")
    make.claim(document, document, "source", {"name": "Ministry"}, "Sweden")
    make.claim(document, document, "date", "2001", "2001")
    make.claim(document, document, "place", "Oslo", "Oslo")
    make.settle(document)
    return document


def named(field, value):
    """Return what a form sends for a record that a field names, made where it is not there; else the value."""
    column = field.rpartition("-")[2]
    if column == "topic":
        return Topic.objects.get_or_create(key=value, defaults={"name": value.capitalize()})[0].pk
    if column in {"parent", "body", "organization", "party", "member"}:
        there = Organization.objects.filter(name=value).first()
        return (there or make.make_organization(value, kind="state")).pk
    return value


@pytest.mark.parametrize(("which", "ruled", "typed", "seen"), TYPED)
def test_it_is_the_page_that_readers_see_once_the_form_is_saved(admin, editor, request, which, ruled, typed, seen):
    record = request.getfixturevalue(which)
    typed = {field: named(field, value) for field, value in typed.items()}
    if ruled:
        rule(record, ruled, editor, reason="Earlier.")
    sent = {name: value for name, value in (opened(admin, address(record)) | typed).items() if value is not None}
    before = archive_digest()
    tried = admin.post(address(record), sent | {"_preview": "1"}).content.decode()
    assert archive_digest() == before
    saved = admin.post(address(record), sent | {"_continue": "1"})
    assert saved.status_code == 302
    assert seen in tried
    assert lines(BANNER.sub("", tried).replace("<title>Preview: ", "<title>")) == lines(
        admin.get(record.get_absolute_url()).content.decode()
    )


def lines(page):
    """Return the lines of a page without the moments at which it was ruled."""
    return [MOMENT.sub("", line.strip()) for line in page.splitlines() if line.strip()]


@pytest.mark.browser
def test_in_a_browser_the_preview_says_so_on_the_screen_and_on_paper(desk, live_server, complaints, summit):
    desk.goto(live_server.url + address(summit))
    with desk.expect_popup() as another:
        desk.get_by_role("button", name="See it as readers would").click()
    tab = another.value
    banner = tab.get_by_role("complementary", name="Preview")
    expect(banner).to_contain_text("This is a preview")
    assert Axe().run(tab).response["violations"] == []
    tab.emulate_media(media="print")
    expect(banner).to_contain_text("This is a preview", use_inner_text=True)
    expect(banner.get_by_role("link")).to_be_hidden()
    tab.emulate_media(media="screen")
    banner.get_by_role("link").click()
    expect(tab.get_by_label("Place", exact=True)).to_have_value("Oslo")
    assert complaints == []
