"""Rows below a record: each change of one is a Ruling on that tie."""

import re

import pytest

from osce_docs.admin import ties
from osce_docs.ingest.check import check_records
from osce_docs.models import Organization, Position, Ruling
from tests import factories as make
from tests.admin.forms import address, opened, save
from tests.explaining import asking


def row_of(client, record, prefix, text):
    """Return the prefix of the row whose heading is this text."""
    for inline in client.get(address(record)).context["inline_admin_formsets"]:
        for form in inline.formset.initial_forms:
            if form.prefix.startswith(prefix) and str(form.instance) == text:
                return form.prefix
    raise AssertionError(text)


def test_changing_a_stance_is_one_ruling(admin, plan):
    row = row_of(admin, plan, "positions", "Sweden: rejected")
    save(admin, plan, **{f"{row}-stance": "conditional"}, reason="With conditions.")
    ruling = Ruling.objects.get()
    assert (ruling.kind, ruling.field, ruling.value) == ("relation", "position/sweden", {"stance": "conditional"})
    assert Position.objects.get(party__key="sweden").stance == "conditional"
    assert list(check_records()) == []


def test_a_row_is_struck_out_and_stands_again(admin, plan):
    row = row_of(admin, plan, "positions", "Sweden: rejected")
    sent = opened(admin, address(plan))
    sent.pop(f"{row}-exists")
    save(admin, plan, sent)
    assert Ruling.objects.get().value == {"exists": False}
    assert not Position.objects.get(party__key="sweden").exists
    row = row_of(admin, plan, "positions", "Sweden: rejected")
    save(admin, plan, **{f"{row}-take_back": "on"})
    assert Position.objects.get(party__key="sweden").exists
    assert not Ruling.objects.standing().exists()


def test_a_row_added_is_a_ruling_and_outlives_a_recomputation(admin, plan):
    finland = Organization.objects.get(key="finland")
    save(admin, plan, **{"positions-2-party": finland.pk, "positions-2-stance": "abstained"})
    ruling = Ruling.objects.get()
    assert (ruling.field, ruling.value) == (
        "position/finland",
        {"party": "finland", "stance": "abstained", "exists": True},
    )
    make.settle(plan)
    assert Position.objects.get(party=finland).stance == "abstained"
    assert list(check_records()) == []


def test_an_added_row_that_is_struck_out_stays_in_sight(admin, plan):
    finland = Organization.objects.get(key="finland")
    save(admin, plan, **{"positions-2-party": finland.pk, "positions-2-stance": "abstained"})
    row = row_of(admin, plan, "positions", "Finland: abstained")
    sent = opened(admin, address(plan))
    sent.pop(f"{row}-exists")
    save(admin, plan, sent)
    assert not Position.objects.get(party=finland).exists


def test_every_kind_of_tie_can_be_added(admin):
    body = make.make_organization("Council")
    member = make.make_organization("Norway", kind="state")
    document = make.make_document("Norway took the chair.", language="")
    make.mention(document, member, "Norway")
    make.settle(document)
    save(
        admin,
        body,
        **{
            "aliases-0-name": "The Council",
            "memberships-0-member": member.pk,
            "memberships-0-role": "chair",
            "memberships-0-since": "1998",
            "counts-0-what": "members",
            "counts-0-number": "12",
        },
    )
    assert {ruling.field for ruling in Ruling.objects.all()} == {
        "alias/the-council",
        "member/chair/norway//1998",
        "count/members/12/",
    }
    assert (body.aliases.get().name, body.memberships.get().member, body.counts.get().number) == (
        "The Council",
        member,
        12,
    )
    assert list(check_records()) == []


def test_each_control_of_a_row_names_its_row(admin, plan):
    content = admin.get(address(plan)).content.decode()
    assert 'aria-label="Stance: Denmark: accepted, 1"' in content
    assert "<mark>Sweden rejected it</mark>" in content


@pytest.fixture
def crowded(plan, monkeypatch):
    """The plan, with two positions a page, on fifteen pages; they come in the order of the states' keys."""
    monkeypatch.setattr(ties, "ROWS", 2)
    names = [f"State {number}" for number in range(10, 38)]
    document = make.make_document(" accepted it; ".join(names) + " accepted it.")
    for name in names:
        make.make_organization(name, kind="state")
        make.claim(plan, document, "position", {"party": name.lower().replace(" ", "-"), "stance": "accepted"}, name)
    make.settle(document, plan)
    assert plan.positions.count() == 30
    return plan


@pytest.mark.parametrize(
    ("page", "offered"),
    [(1, "2 3 4 15"), (8, "1 5 6 7 9 10 11 15"), (15, "1 12 13 14"), (99, "1 12 13 14 15"), ("x", "2 3 4 15")],
)
def test_of_many_pages_of_rows_the_first_the_last_and_the_nearest_are_offered(admin, crowded, page, offered):
    content = admin.get(f"{address(crowded)}?position-page={page}").content.decode()
    assert re.findall(r'href="\?position-page=(\d+)#positions-group"', content) == offered.split()


def test_a_row_far_down_is_changed_and_those_of_other_pages_are_not_read_for_the_form(admin, crowded):
    sent = opened(admin, f"{address(crowded)}?position-page=8")
    assert sent["positions-TOTAL_FORMS"] == 3
    with asking() as asked:
        save(admin, crowded, sent | {"positions-1-stance": "rejected"}, reason="Seen.")
    ruling = Ruling.objects.get()
    assert (ruling.field, ruling.value) == ("position/state-24", {"stance": "rejected"})
    of_rows = [each.sql for each in asked if 'ORDER BY "osce_docs_position"."exists" DESC' in each.sql]
    assert of_rows
    assert all('"osce_docs_position"."id" IN (' in sql or "LIMIT 2" in sql for sql in of_rows)


def test_a_row_that_stands_on_another_page_is_not_added_again(admin, crowded):
    sent = opened(admin, f"{address(crowded)}?position-page=8")
    there = Organization.objects.get(key="state-37")
    page = save(admin, crowded, sent | {"positions-2-party": there.pk, "positions-2-stance": "rejected"})
    assert "There is a row for this already: “State 37: accepted”" in page.content.decode()
    assert not Ruling.objects.exists()
