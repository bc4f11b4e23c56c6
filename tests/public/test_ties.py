"""However many ties a record has, each of them stands on one of its pages, and no page is long."""

import html
import re

import pytest

from osce_docs.models import Membership, Organization, Participation, Position, Proposer, Ruling
from tests.factories import make_event, make_organization, make_proposal, make_user

pytestmark = pytest.mark.django_db

SIZE = 100


@pytest.fixture
def states():
    return Organization.objects.bulk_create(
        Organization(
            key=f"s{n:04}", slug=f"s{n:04}", name=f"State {n:04}", given_name="x", kind="state", given_kind="state"
        )
        for n in range(2 * SIZE + 50)
    )


def members(states):
    council = make_organization("Council")
    Membership.objects.bulk_create(Membership(owner=council, key=f"member/{each.key}", member=each) for each in states)
    return council


def memberships(states):
    norway = make_organization("Norway")
    Membership.objects.bulk_create(Membership(owner=each, key="member/norway", member=norway) for each in states)
    return norway


def participants(states):
    event = make_event("Gathering")
    Participation.objects.bulk_create(Participation(owner=event, key=each.key, organization=each) for each in states)
    return event


def positions(states):
    plan = make_proposal("Plan")
    Position.objects.bulk_create(Position(owner=plan, key=each.key, party=each, stance="accepted") for each in states)
    return plan


def proposers(states):
    plan = make_proposal("Plan")
    Proposer.objects.bulk_create(Proposer(owner=plan, key=each.key, organization=each) for each in states)
    return plan


def section(client, address, name):
    """The states in a section of a page, and the addresses of the pages before and after."""
    markup = client.get(address.partition("#")[0]).content.decode()
    found = re.search(rf'<section aria-labelledby="{name}">.*?</section>', markup, re.DOTALL)
    markup = found[0] if found else ""
    beside = {way: html.unescape(where) for way, where in re.findall(r'rel="(prev|next)" href="([^"]*)"', markup)}
    return re.findall(r">State (\d{4})<", markup), beside


@pytest.mark.parametrize("make", [members, memberships, participants, positions, proposers])
def test_each_tie_is_on_one_page(client, states, make):
    home, name = make(states).get_absolute_url(), make.__name__
    first, beside = section(client, home, name)
    second, around = section(client, f"{home}{beside['next']}", name)
    third, end = section(client, f"{home}{around['next']}", name)
    assert [len(each) for each in (first, second, third)] == [SIZE, SIZE, 50]
    assert [int(number) for number in first + second + third] == list(range(len(states)))
    assert (list(beside), list(around), list(end)) == (["next"], ["prev", "next"], ["prev"])
    assert around["next"].endswith(f"#{name}")
    assert section(client, f"{home}{end['prev']}", name)[0] == second
    assert section(client, f"{home}{around['prev']}", name)[0] == first


def test_a_place_that_is_none_is_the_beginning(client, states):
    home = members(states).get_absolute_url()
    for place in ("zz", "zz~zz", "%00", "1~", "~", f"{'9' * 30}~x", f"{'9' * 5000}~x"):
        assert section(client, f"{home}?after-members={place}", "members")[0][0] == "0000"


def test_what_was_ruled_on_a_tie_is_told_on_each_page(client, states):
    council = members(states)
    council.memberships.filter(key="member/s0150").update(exists=False)
    Ruling.objects.create(
        kind="relation", organization=council, field="member/member/s0150", value={"exists": False}, author=make_user(),
        reason="It never was one.",
    )  # fmt: skip
    for address in ("", "?after-members=1~member/s0120"):
        page = client.get(f"{council.get_absolute_url()}{address}").content.decode()
        assert "State 0150: member" in page
        assert "It never was one." in page
        assert ">State 0150<" not in page
