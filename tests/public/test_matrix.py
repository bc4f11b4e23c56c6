"""The matrix tells what each party said to each proposal, in words."""

import html
import re

import pytest

from osce_docs.models import Position
from tests.factories import make_organization, make_proposal

pytestmark = pytest.mark.django_db


def table(client, address="/proposals/matrix/"):
    """The head and the rows of the matrix, each cell as its words."""
    markup = client.get(address).content.decode().partition('<table class="matrix">')[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", markup, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row] for row in cells]


def say(proposal, party, stance, **columns):
    Position.objects.create(owner=proposal, key=party.key, party=party, stance=stance, **columns)


def test_each_party_has_a_column_and_each_proposal_a_row(client):
    norway, sweden, secret = (make_organization(name, kind="state") for name in ("Norway", "Sweden", "Secret"))
    secret.status = "withheld"
    secret.save()
    later, earlier = make_proposal("Later Plan", "1972"), make_proposal("Earlier Plan", "1971-05")
    make_proposal("Unanswered Plan")
    say(earlier, sweden, "rejected", disputed=True)
    say(later, norway, "conditional")
    say(later, sweden, "accepted")
    say(later, secret, "accepted")
    say(later, make_organization("Denmark"), "accepted", exists=False)
    assert table(client) == [
        ["Proposal", "Norway", "Sweden", "Others"],
        ["Earlier Plan May 1971", "not told", "Sweden: Rejected sources differ", "none"],
        ["Later Plan 1972", "Norway: Accepted with conditions", "Sweden: Accepted", "none"],
    ]


def test_parties_that_took_few_positions_share_a_column(client):
    proposals = [make_proposal(f"Plan {number}", "1971") for number in range(2)]
    for number in range(8):
        party = make_organization(f"State {number}")
        for proposal in proposals:
            say(proposal, party, "accepted")
    say(proposals[0], make_organization("Also one"), "rejected")
    head, first, second = table(client)
    assert head == ["Proposal", *(f"State {number}" for number in range(8)), "Others"]
    assert (first[-1], second[-1]) == ("Also one: Rejected", "none")


def test_a_stance_opens_its_sentences(client):
    plan, norway = make_proposal("Plan"), make_organization("Norway")
    say(plan, norway, "rejected")
    address = re.search(r'class="stance rejected" href="([^"]+)"', client.get("/proposals/matrix/").content.decode())[1]
    assert address == "/proposals/plan/#party-norway"
    assert '<tr id="party-norway">' in client.get("/proposals/plan/").content.decode()


def test_an_archive_without_positions_says_so(client):
    make_proposal("Plan")
    assert "No source read so far tells" in client.get("/proposals/matrix/").content.decode()
