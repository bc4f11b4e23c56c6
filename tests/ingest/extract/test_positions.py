"""Who accepted and who rejected what: one sentence or two, and the stances they tell."""

import pytest

from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.extract.proposals import find_proposals
from osce_docs.ingest.extract.sentences import split_sentences
from osce_docs.readings import Block, Claim, ParsedDocument


def positions(text: str) -> list[Claim]:
    """Return the position claims of all proposals that one paragraph tells of."""
    document = ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),))
    sentences = split_sentences(document, find_names(document), find_dates(document))
    return [claim for each in find_proposals(document, sentences) for claim in each.claims if claim.field == "position"]


def stances(text: str) -> set[tuple[str, str]]:
    return {(claim.value["party"], claim.value["stance"]) for claim in positions(text)}


TOLD = [
    ("Malta tabled a draft declaration. Spain rejected it.", {("spain", "rejected")}),
    ("The Annan plan was rejected by Cyprus.", {("cyprus", "rejected")}),
    (
        "The Annan plan was accepted by Turkey, Greece and the United Kingdom.",
        {("turkiye", "accepted"), ("greece", "accepted"), ("united-kingdom", "accepted")},
    ),
    ("In 1999 Finland put forward a peace plan, which Serbia turned down.", {("serbia", "rejected")}),
    ("A proposal by Norway to extend the talks was vetoed by Georgia.", {("georgia", "rejected")}),
    ("The Estonian side did not accept this proposal.", {("estonia", "rejected")}),
    ("Latvia has refused to sign the draft agreement.", {("latvia", "rejected")}),
    ("Armenia agreed to the draft agreement in principle.", {("armenia", "conditional")}),
    ("Sweden accepted the peace plan with reservations.", {("sweden", "conditional")}),
    ("The peace plan was accepted by Moldova on condition that all troops leave.", {("moldova", "conditional")}),
    ("Poland endorsed the roadmap, but Hungary opposed it.", {("poland", "accepted"), ("hungary", "rejected")}),
    ("Denmark will vote against the draft resolution.", {("denmark", "rejected")}),
    ("Iceland abstained from voting on the draft resolution.", {("iceland", "abstained")}),
    (
        "Portugal put forward a proposal in May 1998. It is still under discussion.",
        {("the sides", "under negotiation")},
    ),
    (
        "The sides resumed their talks; the proposal is currently under negotiation by both sides.",
        {("both sides", "under negotiation")},
    ),
    (
        "Uzbekistan made two proposals. The first was rejected by Kazakhstan, the second by Kyrgyzstan.",
        {("kazakhstan", "rejected"), ("kyrgyzstan", "rejected")},
    ),
    ("Croatia presented a plan in 1994. Slovenia gave no reply.", {("slovenia", "not stated")}),
    ("Austria neither accepted nor rejected the plan.", {("austria", "not stated")}),
    (
        "The plan presented by Italy won the support of Albania and Montenegro.",
        {("albania", "accepted"), ("montenegro", "accepted")},
    ),
    ("The roadmap met with the opposition of Belarus.", {("belarus", "rejected")}),
    ("Romania's rejection of the draft treaty surprised nobody.", {("romania", "rejected")}),
    ("The compromise text was unacceptable to Bulgaria.", {("bulgaria", "rejected")}),
    ("All participants except Serbia accepted the peace plan.", {("serbia", "rejected")}),
    ("The proposal tabled by Canada was not accepted by Mongolia.", {("mongolia", "rejected")}),
    (
        "President of Georgia Zurab Beridze presented a plan. The Prime Minister of Russia Ivan Petrov rejected it.",
        {("russian-federation", "rejected")},
    ),
    ("The Contact Group's plan was turned down by the Bosnian Serb assembly.", {("Bosnian Serb", "rejected")}),
    ("Rome rejected the Draper plan; Oslo could live with it.", {("italy", "rejected"), ("norway", "accepted")}),
    (
        "Finland presented a plan. Parliament in Riga voted it down, and Estonia spoke in its favour.",
        {("estonia", "accepted")},
    ),
    ("The Bosnian Serbs rejected the peace plan.", {("Bosnian Serbs", "rejected")}),
    ("Latvia agreed to negotiate on the basis of the plan that Norway had put forward.", {("latvia", "conditional")}),
    (
        "The parliament voted on it. Greece and Cyprus backed the Annan plan.",
        {("greece", "accepted"), ("cyprus", "accepted")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_stance_is_read_with_its_party(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= stances(text)


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_no_party_is_given_another_stance(text: str, expected: set[tuple[str, str]]) -> None:
    parties = {party for party, _ in expected}
    assert {each for each in stances(text) if each[0] in parties} == expected


NOTHING = [
    "Malta urged Spain to accept the peace plan.",
    "If Finland rejects the draft resolution, the talks will end.",
    "Nobody knows whether Cyprus accepted the Annan plan.",
    "Sweden accepted the invitation of the Chairmanship.",
    "Estonia rejected the allegations.",
    "The Action Plan was welcomed by all participating States.",
    "Norway signed the Helsinki Final Act in 1975.",
    "Latvia supported the activities of the Mission.",
    "In principle, Lithuania accepts guests.",
    "The sides agreed to meet again in May 2003.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_stance_is_not_read(text: str) -> None:
    assert stances(text) == set()


def test_a_stance_that_is_to_come_is_announced() -> None:
    [claim] = positions("Denmark will vote against the draft resolution.")
    assert (claim.mode, claim.quote("Denmark will vote against the draft resolution.")) == (
        "announced",
        "Denmark will vote against the draft resolution",
    )


def test_the_passage_is_the_clause_that_tells_it() -> None:
    text = "Poland endorsed the roadmap, but Hungary opposed it."
    assert [claim.quote(text) for claim in positions(text)] == ["Poland endorsed the roadmap", "Hungary opposed it"]


def test_who_speaks_is_told() -> None:
    text = '"Norway rejected the draft resolution," said the Secretary General of the OSCE, Jan Berg.'
    [claim] = positions(text)
    assert claim.speaker


def test_long_hostile_text_is_read_in_time() -> None:
    assert stances("the plan was, which " * 3000) == set()


ANSWERS = [
    ("Malta proposed a joint patrol. The proposal was rejected by Italy.", {("italy", "rejected")}),
    (
        'Norway suggested the name "Arctic Forum". Moscow considered it a basis for negotiations.',
        {("russian-federation", "conditional")},
    ),
    ("Sweden tabled a plan. It was accepted by the government.", {("government", "accepted")}),
    ("Sweden tabled a plan, which was rejected by President of Finland Urho Salmi.", {("finland", "rejected")}),
    (
        "The draft declaration was not adopted as Malta and Spain could not agree.",
        {("spain", "rejected"), ("malta", "rejected")},
    ),
    ("The draft statement failed owing to the opposition of Hungary.", {("hungary", "rejected")}),
    ("The draft resolution was not approved because Romania objected.", {("romania", "rejected")}),
    ("The Tito plan was hailed by Italy.", {("italy", "accepted")}),
    ("Austria welcomed the Balkan Plan.", {("austria", "accepted")}),
    ("The Norwegian proposal is under consideration of the parliament.", {("parliament", "under negotiation")}),
    ("France presented a plan. Serbia has yet to make its views known.", {("serbia", "not stated")}),
    ("France presented a plan. Germany did not give its consent.", {("germany", "rejected")}),
    ("France presented a plan. Denmark raised no objections.", {("denmark", "accepted")}),
    ("France presented a plan. Greece reacted with reservations.", {("greece", "conditional")}),
    ("France presented a plan. Latvia hesitated and consented in writing on 3 May 1990.", {("latvia", "accepted")}),
    ("France presented a plan. Estonia was in favour.", {("estonia", "accepted")}),
    ("France presented a plan. Poland, for its part, was against.", {("poland", "rejected")}),
    ("France presented a plan. The Greek Cypriots threw it out.", {("Greek Cypriots", "rejected")}),
    ("France presented a plan. The Bosnian Serbs rejected it.", {("Bosnian Serbs", "rejected")}),
    ("France presented a plan. Ukraine accepted it on 3 May, subject to two changes.", {("ukraine", "conditional")}),
    (
        "The leaders signed the plan: Ivan Petrov for the Gagauz Turks and Anton Muller for the Bosnian Croats.",
        {("Gagauz Turks", "accepted"), ("Bosnian Croats", "accepted")},
    ),
    ("France presented a plan. It was received by Norway favourably.", {("norway", "accepted")}),
    ("France presented a plan. The majority struck it from the agenda.", {("majority", "rejected")}),
    ("France presented a plan. Most welcomed it.", set[tuple[str, str]]()),
    ("Canada proposed a truce. Cyprus took it.", {("cyprus", "accepted")}),
    ("Canada proposed a truce. Turkey turned a deaf ear.", {("turkiye", "rejected")}),
    (
        "Canada proposed a truce. The leaders in Tirana and Skopje dismissed it.",
        {("leaders in Tirana and Skopje", "rejected")},
    ),
    ("The Finnish plan was regarded by Denmark as a starting point.", {("denmark", "conditional")}),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERS)
def test_an_answer_to_what_was_just_put_forward_is_read(text: str, expected: set[tuple[str, str]]) -> None:
    assert stances(text) == expected


MIXED = [
    (
        "The draft declaration tabled by Austria was supported by 54 States and blocked by Russia.",
        {("russian-federation", "rejected")},
    ),
    (
        "The plan of the mediators, presented in May 1995, was endorsed by Norway and welcomed by the European Union.",
        {("norway", "accepted"), ("european-union", "accepted")},
    ),
    ("Neither Moldova nor Ukraine supported the peace plan.", {("moldova", "rejected"), ("ukraine", "rejected")}),
    ("France presented a plan. Serbia called it unfair and turned it down.", {("serbia", "rejected")}),
    (
        "France presented a plan. Croatia said it would accept the plan only if the troops withdrew.",
        {("croatia", "conditional")},
    ),
    (
        "France presented a plan. Greece said it could agree provided that the text was shortened.",
        {("greece", "conditional")},
    ),
    ("France presented a plan. Croatia was in favour of it but asked for changes.", {("croatia", "conditional")}),
    (
        "Armenia welcomed the peace plan of France but expressed reservations about the timetable.",
        {("armenia", "conditional")},
    ),
    ("Moldova agreed to the peace plan on condition that the troops withdrew.", {("moldova", "conditional")}),
    ("France presented a plan. After Serbia had dropped its objections, it was adopted.", {("serbia", "accepted")}),
    (
        "A resolution on Belarus sponsored by the Polish delegation was passed over the objections of Russia; "
        "Armenia voted against, and Kazakhstan and Tajikistan abstained.",
        {
            ("russian-federation", "rejected"),
            ("armenia", "rejected"),
            ("kazakhstan", "abstained"),
            ("tajikistan", "abstained"),
        },
    ),
    (
        "The United States voted for the draft resolution, China against it.",
        {("united-states-of-america", "accepted"), ("china", "rejected")},
    ),
    ("The draft resolution failed because of a Russian veto.", {("russian-federation", "rejected")}),
    ("Malta reserved its position on the draft document.", {("malta", "not stated")}),
    ("Hungary put forward a motion. It was defeated: Slovakia alone supported it.", {("slovakia", "accepted")}),
    (
        "Sweden tabled a plan. It drew the support of Denmark, but Hungary disagreed.",
        {("denmark", "accepted"), ("hungary", "rejected")},
    ),
    (
        "Sweden tabled a plan. The ministry of interior agreed to it on condition that it was free.",
        {("ministry of interior", "conditional")},
    ),
    (
        "Sweden tabled a plan. The deputies of the city council did not support it.",
        {("deputies of the city council", "rejected")},
    ),
    ("Sweden tabled a plan. The Irish delegation distanced itself from it.", {("ireland", "rejected")}),
]


@pytest.mark.parametrize(("text", "expected"), MIXED)
def test_each_party_keeps_its_own_stance(text: str, expected: set[tuple[str, str]]) -> None:
    assert stances(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sweden tabled a plan. Norway may support it.",
        "Sweden tabled a plan. Norway denied that it had rejected it.",
        "Sweden tabled a plan. If Norway supports it, it will pass.",
        "Sweden tabled a plan. Norway criticised its wording.",
        "Sweden tabled a plan. Norway objected to the date of the meeting.",
        "The mission set reforms in motion; Norway supported them.",
    ],
)
def test_where_nobody_takes_a_stance_none_is_read(text: str) -> None:
    assert stances(text) == set()
