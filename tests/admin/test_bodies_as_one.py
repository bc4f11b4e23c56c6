"""Two organizations made one by an editor: all that would move is shown, told, counted; undone as a whole."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from osce_docs.editorial.annotate import annotate
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.models import Alias, Document, Membership, Mention, Organization, Ruling
from tests import factories as make
from tests.admin.forms import address
from tests.admin.test_one_thing import content, sent

TEXTS = {
    "groups": "The Contact Group consists of Italy, France and Germany.\n",
    "minsk": "The Minsk Group consists of Italy, France and Sweden.\n",
    "plan": "France proposed the Peace Plan on 3 May 1998. Italy rejected the Peace Plan.\n",
    "meeting": "The Contact Group met in Bergen on 4 June 1999.\n",
}


@pytest.fixture
def folder(tmp_path):
    here = tmp_path / "texts"
    here.mkdir()
    for name, text in TEXTS.items():
        (here / f"{name}.txt").write_text(text, "utf-8")
    import_sources([here])
    return here


def body(key):
    return Organization.objects.get(key=key)


def preview(client, one, into):
    return client.get(f"{address(body(one), 'merge')}?other={body(into).pk}")


def test_all_that_would_move_is_shown_beforehand(admin, folder, editor):
    before = content()
    shown = preview(admin, "contact-group", "minsk-group").context
    assert {str(group.label): (group.many, group.first) for group in shown["groups"]} == {
        "Its members and offices": ("3", ["France: member", "Germany: member", "Italy: member"]),
        "Events of it": ("1", ["Meeting of the Contact Group, Bergen 1999"]),
        "Events it took part in": ("1", ["Meeting of the Contact Group, Bergen 1999: participant"]),
    }
    assert [told.document.path for told in shown["moving"]] == ["groups.txt", "meeting.txt"]
    shown = preview(admin, "italy", "sweden").context
    assert {str(group.label): group.first for group in shown["groups"]} == {
        "Bodies it is a member of": ["Contact Group: member", "Minsk Group: member"],
        "Its positions": ["Peace Plan: rejected"],
    }
    assert shown["passages"].count == 3
    assert content() == before


def test_what_ties_one_to_the_other_is_told(admin, folder):
    shown = preview(admin, "italy", "minsk-group")
    assert shown.context["between"] == ["Minsk Group: Italy (member)"]
    assert "says nothing while they are one" in shown.content.decode()


def test_two_bodies_are_one_for_readers_and_imports_until_it_is_undone(admin, client, folder):
    before = content()
    went, stays = body("contact-group"), body("minsk-group")
    where = went.get_absolute_url()
    assert "are one now" in sent(admin, went, stays, pick_name="theirs").content.decode()
    for file in folder.glob("*.txt"):
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    import_sources([folder])
    assert list(check_records()) == []
    stays.refresh_from_db()
    assert stays.name == "Contact Group"
    assert client.get(where).url == stays.get_absolute_url()
    assert client.get(f"/api/organizations/{went.slug}/").url == f"/api/organizations/{stays.slug}/"
    told = client.get(f"/api/organizations/{stays.slug}/").json()
    assert sorted(each["member"] for each in told["members"]) == ["france", "germany", "italy", "sweden"]
    named = client.get(f"/api/documents/?organization={went.slug}").json()["results"]
    assert len(named) == 3
    shown = client.get(stays.get_absolute_url()).content.decode()
    assert all(f">{title}</a>" in shown for title in ("France", "Germany", "Italy", "Sweden"))
    assert "Undone" in admin.post(reverse("admin:undo"), follow=True).content.decode()
    for file in folder.glob("*.txt"):
        file.write_text(file.read_text("utf-8").rstrip("\n") + "\n", "utf-8")
    import_sources([folder])
    assert content() == before
    assert client.get(where).status_code == 200


def test_a_text_that_names_both_is_listed_once(admin, client, folder):
    (folder / "both.txt").write_text("The Minsk Group and the Contact Group met. The Minsk Group stayed.\n", "utf-8")
    import_sources([folder])
    sent(admin, body("contact-group"), body("minsk-group"))
    page = client.get(body("minsk-group").get_absolute_url()).content.decode()
    assert page.count("/documents/texts-both-txt/#") == 1
    assert "3 times" in page
    document = Mention.objects.filter(document__path="both.txt").first().document
    listed = client.get(document.get_absolute_url()).context["mentions"]
    assert [(each.name, len(places)) for each, places in listed] == [("Minsk Group", 3)]
    form = admin.get(address(body("minsk-group")))
    assert form.context["named_in"].documents == 4


def test_that_two_bodies_are_not_the_same_is_remembered(admin, folder, editor):
    went, stays = body("contact-group"), body("minsk-group")
    assert "remembered as two things" in sent(admin, went, stays, _apart="1").content.decode()
    for one, other in (("contact-group", "minsk-group"), ("minsk-group", "contact-group")):
        page = preview(admin, one, other)
        assert "that they are not the same" in page.content.decode()
        assert page.context["parted"].reason == "One and the same."
        history = admin.get(address(body(one), "history")).content.decode()
        assert "ruled that “organization:contact-group” and “organization:minsk-group” are not the same" in history
    assert list(check_records()) == []
    admin.post(reverse("admin:undo"))
    assert preview(admin, "contact-group", "minsk-group").context["parted"] is None


def test_a_document_means_another_body(admin, folder):
    own, other = body("contact-group"), body("minsk-group")
    page = admin.get(address(own, "passages"))
    assert "They are of something else" not in page.content.decode()
    key = next(told.key for told in page.context["told"] if told.document.path == "meeting.txt")
    data = {"telling": [key], "other": other.pk, "reason": "The Minsk one.", "_belongs": "1"}
    assert "1 passage belongs to" in admin.post(address(own, "passages"), data, follow=True).content.decode()
    for each in (own, other):
        assert f"ruled that “{key}” belongs to “Minsk Group”" in admin.get(address(each, "history")).content.decode()
    (folder / "meeting.txt").write_text(TEXTS["meeting"] + "\n", "utf-8")
    import_sources([folder])
    assert [told.document.path for told in admin.get(address(own, "passages")).context["told"]] == ["groups.txt"]
    assert list(check_records()) == []
    admin.post(reverse("admin:undo"))
    assert len(admin.get(address(own, "passages")).context["told"]) == 2


@pytest.fixture
def crowd(db):
    """A body with so many members, memberships and documents; and another beside it."""

    def gathered(many):
        body, other = make.make_organization(f"Body of {many}"), make.make_organization(f"Other of {many}")
        for number in range(many):
            document = make.make_document(f"Body of {many} met with member {number}.\n")
            make.mention(document, body, f"Body of {many}")
        members = Organization.objects.bulk_create(
            Organization(key=f"m{many}-{number}", slug=f"m{many}-{number}", name=f"Member {number}", parent=body)
            for number in range(many)
        )
        for number, each in enumerate(members):
            Membership.objects.create(owner=body, member=each, key=f"member/{number}")
            Alias.objects.create(owner=body, name=f"Name {number}", given_name="", key=f"name-{number}")
            about = {"kind": "relation", "organization": body, "field": f"member/{number}", "value": {"exists": True}}
            Ruling.objects.create(author=make.make_user(), **about)
        return body, other

    return gathered


def test_a_preview_of_what_many_tell_is_bounded_and_says_so(admin, crowd, django_assert_max_num_queries):
    asked = []
    for many in (10, 300):
        one, other = crowd(many)
        with django_assert_max_num_queries(25) as queries:
            page = admin.get(f"{address(one, 'merge')}?other={other.pk}")
        asked.append(len(queries))
        with django_assert_max_num_queries(25):
            assert admin.get(address(one, "passages")).status_code == 200
    assert asked[0] == asked[1]
    assert (len(page.context["moving"]), page.context["passages"].count) == (20, 300)
    assert "The first 20 are shown; all of them would move." in page.content.decode()
    assert {group.many for group in page.context["groups"]} == {"300"}
    assert {len(group.first) for group in page.context["groups"]} == {5}


def press(desk, control, key="Enter"):
    """Press a key on a control as one who uses no mouse does: it can be reached, and shows that it has been."""
    control.focus()
    expect(control).to_be_focused()
    desk.keyboard.press(key)


@pytest.mark.browser
def test_in_a_browser_without_a_mouse(desk, live_server, complaints, folder, editor):
    went, stays = body("contact-group"), body("minsk-group")
    annotate(Document.objects.get(path="groups.txt"), 4, 17, editor, "An old friend.", went, is_public=True)
    desk.goto(live_server.url + address(went))
    press(desk, desk.get_by_role("link", name="Merge with another"))
    desk.locator(".select2-selection").focus()
    desk.keyboard.press("Enter")
    desk.locator(".select2-search__field").fill("Minsk")
    expect(desk.locator(".select2-results__option")).to_have_text(["Minsk Group"])
    desk.keyboard.press("Enter")
    press(desk, desk.get_by_role("button", name="Compare them"))
    expect(desk.get_by_role("heading", name="What would move")).to_be_visible()
    expect(desk.locator(".moving")).to_contain_text("France: member · Germany: member · Italy: member")
    expect(desk.locator(".moving")).to_contain_text("An old friend.")
    press(desk, desk.get_by_role("group", name="Name").get_by_label("of the one that stays"), "ArrowDown")
    expect(desk.get_by_role("group", name="Name").get_by_label("of the one that goes")).to_be_checked()
    desk.get_by_label("Reason").focus()
    desk.keyboard.type("One and the same.")
    press(desk, desk.get_by_role("button", name="These two are one"))
    expect(desk.locator(".messagelist")).to_contain_text("are one now")
    expect(desk.get_by_label("Name", exact=True)).to_have_value("Contact Group")
    expect(desk.locator(".noted")).to_contain_text("An old friend.")
    desk.goto(live_server.url + went.get_absolute_url())
    expect(desk).to_have_url(live_server.url + stays.get_absolute_url())
    expect(desk.get_by_role("region", name="Notes by editors")).to_contain_text("An old friend.")
    desk.goto(live_server.url + address(went))
    expect(desk.locator("#content")).to_contain_text("Merged into “Contact Group”")
    press(desk, desk.get_by_role("button", name="Undo"))
    expect(desk.locator(".messagelist")).to_contain_text("Undone")
    expect(desk.locator("#content")).not_to_contain_text("Merged into")
    expect(desk.locator(".noted")).to_contain_text("An old friend.")
    press(desk, desk.get_by_role("link", name="Which passages tell of it"))
    press(desk, desk.get_by_role("checkbox").first, "Space")
    desk.locator(".select2-selection").focus()
    desk.keyboard.press("Enter")
    desk.locator(".select2-search__field").fill("Minsk")
    expect(desk.locator(".select2-results__option")).to_have_text(["Minsk Group"])
    desk.keyboard.press("Enter")
    desk.get_by_label("Reason").focus()
    desk.keyboard.type("It is the Minsk one.")
    press(desk, desk.get_by_role("button", name="They belong to the other record"))
    expect(desk.locator(".messagelist")).to_contain_text("1 passage belongs to")
    assert Mention.objects.filter(named=went, organization=stays).count() == 1
    assert complaints == []
