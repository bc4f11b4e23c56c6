"""Which passages are of one thing: merging, parting, moving; seen beforehand, kept by imports, undone as a whole."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django.asserts import assertInHTML

from osce_docs.editorial.digest import standing_content
from osce_docs.editorial.rule import revoke, rule
from osce_docs.ingest.check import check_records
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import rule_different, rule_same, rule_two
from osce_docs.models import Event, Ruling, Telling
from tests import factories as make
from tests.admin.forms import address

OSLO = "The OSCE Summit was held in Oslo on {} 1998. The participants thanked their hosts for a warm welcome.\n"
TIRANA = "The OSCE Office in Tirana was opened on 7 July 1999.\n"


@pytest.fixture
def folder(tmp_path):
    here = tmp_path / "texts"
    here.mkdir()
    for name, text in (("one", OSLO.format("3 May")), ("two", OSLO.format("4 June")), ("three", TIRANA)):
        (here / f"{name}.txt").write_text(text, "utf-8")
    import_sources([here])
    return here


def again(folder):
    for file in folder.glob("*.txt"):
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    import_sources([folder])


def telling(name):
    return Telling.objects.get(kind="event", document__path=f"{name}.txt")


def summit():
    return Event.objects.standing().get(kind="summit")


def opening():
    return telling("three").event


def sent(client, record, into, **changes):
    """Send the preview of a merge back as it was shown, with some changes."""
    where = f"{address(record, 'merge')}?other={into.pk}"
    form = client.get(where).context["form"]
    data = {"seen": form.initial["seen"], "carry": list(form.carried), "reason": "One and the same."}
    data |= {name: "together" for name in form.fields if name.startswith("pick_")}
    return client.post(where, data | {"_merge": "1"} | changes, follow=True)


def content():
    """All that stands, without rulings: those of a merge that was undone stay in the ledger."""
    rows = [(table, {**row, "version": 0}) for table, row in standing_content() if table != "ruling"]
    return sorted(repr(row) for row in rows)


def test_a_merge_is_seen_beforehand_and_changes_nothing_until_then(admin, folder):
    before = content()
    page = admin.get(f"{address(opening(), 'merge')}?other={summit().pk}")
    fields = {field.name: (field.goes, field.stays, field.together) for field, _choice in page.context["fields"]}
    assert fields["date"] == ("7 July 1999", "3 May 1998", "3 May 1998")
    assert [told.document.path for told in page.context["moving"]] == ["three.txt"]
    assert len(page.context["staying"]) == 2
    assert content() == before
    assert not Ruling.objects.exists()


def test_what_was_ruled_on_the_one_that_goes_is_told_in_words(admin, folder, editor, django_assert_max_num_queries):
    went, stays = opening(), summit()
    council = make.make_organization("Council of Oslo", key="oslo-council")
    rule(
        went, {"participant/host/oslo-council/": {"role": "host", "organization": council.key, "exists": True}}, editor
    )
    rule(went, {"participant/host//the-mayor": {"role": "host", "holder": "The Mayor", "exists": True}}, editor)
    rule(went, {"place": "Bergen", "body": council.key}, editor)
    with django_assert_max_num_queries(25):
        page = admin.get(f"{address(went, 'merge')}?other={stays.pk}").text
    assert "Ruled on the participation “host, the-mayor”: host, The Mayor" in page
    assert "Ruled that the body is “Council of Oslo”; Ruled that the place is “Bergen”" in page
    assert "participant/host" not in page


def test_two_are_one_field_by_field_for_ever_and_undone_as_a_whole(admin, client, folder, editor):
    went, stays = opening(), summit()
    rule(stays, {"place": "Bergen"}, editor, reason="I was there.")
    rule(went, {"participant/host//the-mayor": {"role": "host", "holder": "The Mayor", "exists": True}}, editor)
    before = content()
    response = sent(admin, went, stays, pick_date="theirs", pick_place="theirs")
    assert "are one now" in response.content.decode()
    again(folder)
    stays.refresh_from_db()
    assert (stays.date, stays.place) == ("1999-07-07", went.place)
    assert stays.participations.get(exists=True, holder="The Mayor").role == "host"
    assert telling("three").event == stays
    assert client.get(went.get_absolute_url()).url == stays.get_absolute_url()
    assert list(check_records()) == []
    assert "Undone" in admin.post(reverse("admin:undo"), follow=True).content.decode()
    assert sorted(Ruling.objects.standing().values_list("field", "value")) == sorted(
        [("place", "Bergen"), ("participant/host//the-mayor", {"role": "host", "holder": "The Mayor", "exists": True})]
    )
    for file in folder.glob("*.txt"):
        file.write_text(file.read_text("utf-8").rstrip("\n") + "\n", "utf-8")
    import_sources([folder])
    assert content() == before
    assert list(check_records()) == []


def test_a_merge_seen_before_someone_else_changed_a_record_is_refused(admin, folder):
    went, stays = opening(), summit()
    where = f"{address(went, 'merge')}?other={stays.pk}"
    seen = admin.get(where).context["form"].initial["seen"]
    rule(stays, {"place": "Stavanger"}, make.make_user("colleague"))
    response = admin.post(where, {"seen": seen, "reason": "One.", "_merge": "1"})
    assert "was changed by someone else since you opened it" in response.content.decode()
    assert not Ruling.objects.filter(kind="merge").exists()
    again = response.context["form"]["seen"].value()
    admin.post(where, {"seen": again, "reason": "One.", "_merge": "1"})
    assert Ruling.objects.standing().get(kind="merge").reason == "One."


def test_a_reason_is_a_reason_whatever_its_words(admin, folder):
    assert "are one now" in sent(admin, opening(), summit(), reason="ours").content.decode()


def gone(record, editor):
    """The number of a ruling on a tie that was taken back."""
    tie = {"participant/host//the-mayor": {"role": "host", "holder": "The Mayor", "exists": True}}
    (ruling,) = rule(record, tie, editor)
    revoke(ruling, editor)
    return ruling.pk


@pytest.mark.parametrize("number", [gone, "9" * 25, "none"])
def test_a_ruling_that_does_not_stand_is_not_carried_over_and_that_is_said_where_it_was_chosen(
    admin, folder, editor, number
):
    went, stays = opening(), summit()
    page = sent(admin, went, stays, carry=[number(went, editor) if callable(number) else number])
    told = "A ruling that was to be carried over does not stand: look again."
    assertInHTML(
        f'<div role="alert"><ul class="errorlist" id="id_carry_error"><li>{told}</li></ul></div>', page.content.decode()
    )
    assert 'aria-describedby="id_carry_error"' in page.content.decode()
    assert not Ruling.objects.filter(kind="merge").exists()


def test_that_two_are_not_the_same_is_remembered(admin, folder):
    went, stays = opening(), summit()
    assert "remembered as two things" in sent(admin, went, stays, _apart="1").content.decode()
    assert Ruling.objects.standing().filter(kind="different").count() == 2
    again(folder)
    assert telling("three").event == went


def test_passages_are_parted_and_joined_again(admin, folder):
    before = content()
    own = summit()
    data = {"telling": [telling("two").key], "reason": "Another meeting.", "_apart": "1"}
    assert "1 passage is of another thing" in admin.post(address(own, "passages"), data, follow=True).content.decode()
    again(folder)
    assert telling("one").event != telling("two").event
    assert list(check_records()) == []
    admin.post(reverse("admin:undo"))
    assert telling("one").event == telling("two").event
    assert len(content()) == len(before)


def test_a_passage_belongs_to_another_record(admin, folder):
    own, other = summit(), opening()
    data = {"telling": [telling("two").key], "other": other.pk, "reason": "It is the opening.", "_belongs": "1"}
    assert "1 passage belongs to" in admin.post(address(own, "passages"), data, follow=True).content.decode()
    again(folder)
    assert telling("two").event == other
    assert list(check_records()) == []
    admin.post(reverse("admin:undo"))
    assert telling("two").event == own


def test_an_undo_lets_stand_again_where_a_passage_belonged_before(admin, folder):
    own, other = summit(), opening()
    for here, there in ((own, other), (other, own)):
        data = {"telling": [telling("two").key], "other": there.pk, "reason": f"To {there}.", "_belongs": "1"}
        admin.post(address(here, "passages"), data)
        assert telling("two").event == there
    assert "1 row is as it was" in admin.post(reverse("admin:undo"), follow=True).content.decode()
    assert telling("two").event == other
    assert [each.reason for each in Ruling.objects.standing()] == [f"To {other}."]
    assert list(check_records()) == []


@pytest.mark.parametrize("earlier", [rule_same, rule_different])
def test_an_undo_lets_stand_again_what_was_said_of_two_passages_before(admin, folder, editor, earlier):
    earlier(telling("two"), telling("one"), editor, "Earlier.")
    before = content()
    own = telling("one").event
    if earlier is rule_same:
        data = {"telling": [telling("one").key], "reason": "Another meeting.", "_apart": "1"}
        admin.post(address(own, "passages"), data)
    else:
        sent(admin, own, telling("two").event, _apart="1", reason="Another meeting.")
    assert telling("one").event != telling("two").event
    admin.post(reverse("admin:undo"))
    assert [(each.kind, each.reason) for each in Ruling.objects.standing()] == [
        ("same" if earlier is rule_same else "different", "Earlier.")
    ]
    assert content() == before
    assert list(check_records()) == []


def test_an_undo_lets_stand_again_that_two_bodies_were_not_the_same(admin, editor):
    one, other = make.make_organization("Oslo Club"), make.make_organization("Oslo League")
    rule_two(other, one, editor, "Earlier.")
    sent(admin, one, other, _apart="1", reason="Later.")
    assert [each.reason for each in Ruling.objects.standing()] == ["Later."]
    admin.post(reverse("admin:undo"))
    assert [each.reason for each in Ruling.objects.standing()] == ["Earlier."]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"_apart": "1"}, "This field is required"),
        ({"telling": "all", "_apart": "1", "reason": "!"}, "Leave at least one passage"),
        ({"telling": "all", "_belongs": "1", "reason": "!"}, "This field is required"),
        ({"telling": "all", "_belongs": "1", "reason": "!", "other": "own"}, "That is this record"),
    ],
)
def test_what_says_nothing_is_refused(admin, folder, data, told):
    own = summit()
    every = {"all": [each.key for each in own.tellings.all()], "own": own.pk}
    filled = {name: every.get(value, value) for name, value in data.items()}
    assert told in admin.post(address(own, "passages"), filled).content.decode()
    assert not Ruling.objects.exists()


@pytest.mark.parametrize("odd", ["none", "1,2", "9" * 30, "9" * 5000])
def test_what_no_record_can_be_is_asked_for_again(admin, folder, odd):
    own, other = summit(), opening()
    assert "Select a valid choice" in admin.get(address(own, "merge"), {"other": odd}).content.decode()
    data = {"telling": [telling("two").key], "other": odd, "reason": "!", "_belongs": "1"}
    assert "Select a valid choice" in admin.post(address(own, "passages"), data).content.decode()
    assert "came back incomplete" in sent(admin, own, other, seen=f"{odd}:0").content.decode()


def test_the_pages_take_few_queries(admin, folder, django_assert_max_num_queries):
    for page in (address(summit(), "merge"), address(summit(), "passages")):
        with django_assert_max_num_queries(25):
            assert admin.get(page).status_code == 200


@pytest.mark.browser
def test_in_a_browser(desk, live_server, complaints, folder):
    went, stays = opening(), summit()
    desk.goto(live_server.url + address(went))
    desk.get_by_role("link", name="Merge with another").click()
    desk.locator(".select2-selection").click()
    desk.locator(".select2-search__field").fill("summit")
    desk.get_by_role("option", name=str(stays)).click()
    desk.get_by_role("button", name="Compare them").click()
    desk.get_by_role("group", name="Date").get_by_label("of the one that goes").check()
    desk.get_by_label("Reason").fill("One and the same.")
    desk.get_by_role("button", name="These two are one").click()
    expect(desk.locator(".messagelist")).to_contain_text("are one now")
    expect(desk.get_by_label("Date", exact=True)).to_have_value("1999-07-07")
    desk.get_by_role("button", name="Undo").click()
    desk.locator(".messagelist").get_by_text("Undone").wait_for()
    stays.refresh_from_db()
    assert (stays.date, telling("three").event) == ("1998-05-03", went)
    desk.goto(live_server.url + address(stays))
    desk.get_by_role("link", name="Which passages tell of it").click()
    desk.get_by_label("two.txt").or_(desk.get_by_label("4 June")).or_(desk.get_by_role("checkbox").nth(1)).first.check()
    desk.get_by_label("Reason").fill("Another meeting.")
    desk.get_by_role("button", name="They are of something else").click()
    expect(desk.locator(".messagelist")).to_contain_text("1 passage is of another thing")
    assert telling("one").event != telling("two").event
    assert complaints == []


@pytest.mark.browser
def test_on_a_phone_the_fields_of_two_records_and_the_choices_stand_one_below_the_other(desk, live_server, folder):
    desk.set_viewport_size({"width": 390, "height": 800})
    desk.goto(f"{live_server.url}{address(opening(), 'merge')}?other={summit().pk}")
    assert not desk.locator(".results").evaluate("each => each.scrollWidth > each.clientWidth")
    date = desk.locator("tr").filter(has_text="7 July 1999")
    for cell, name in zip(date.locator("td").all(), ("Goes", "Stays", "Together they say", "To be shown"), strict=True):
        assert cell.evaluate("each => getComputedStyle(each, '::before').content") == f'"{name}: "'
    goes = desk.get_by_role("group", name="Date").get_by_label("of the one that goes")
    goes.check()
    expect(goes).to_be_in_viewport(ratio=1)
