"""What was put forward: which things, under which names, by whom and when."""

import pytest

from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.extract.proposals import find_proposals
from osce_docs.ingest.extract.sentences import split_sentences
from osce_docs.ingest.parse import parse
from osce_docs.readings import Block, ParsedDocument, Telling


def read(document: ParsedDocument) -> tuple[Telling, ...]:
    return find_proposals(document, split_sentences(document, find_names(document), find_dates(document)))


def proposals(text: str) -> tuple[Telling, ...]:
    """Return what one paragraph puts forward."""
    return read(ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),)))


def summary(telling: Telling) -> tuple[str, str, tuple[str, ...]]:
    """Return the name, the date and the proposers."""
    values = {field: [claim.value for claim in telling.claims if claim.field == field] for field in ("name", "date")}
    by = dict.fromkeys(claim.value["name"] for claim in telling.claims if claim.field == "proposer")
    return "".join(values["name"][:1]), "".join(values["date"][:1]), tuple(by)


TOLD = [
    (
        "Malta tabled a draft resolution on small arms on 3 May 2001.",
        [("draft resolution on small arms", "2001-05-03", ("malta",))],
    ),
    ("In March 1999 France and Germany put forward a peace plan.", [("peace plan", "1999-03", ("france", "germany"))]),
    (
        "A roadmap was presented by the European Union in Vienna on 12 June 2007.",
        [("", "2007-06-12", ("european-union",))],
    ),
    ("The Finnish proposal was rejected by Estonia.", [("Finnish proposal", "", ("finland",))]),
    (
        "Prime Minister of Italy Paolo Verdi unveiled a plan for the status of Kosovo in 1998.",
        [("plan for the status of Kosovo", "1998", ("italy",))],
    ),
    ("The Kosygin Plan divided the country.", [("Kosygin Plan", "", ())]),
    ("The Annan Plan failed. Later the Annan Plan was forgotten.", [("Annan Plan", "", ())]),
    (
        "Spain submitted a proposal to reform the Court in 2010.",
        [("proposal to reform the Court in 2010", "2010", ("spain",))],
    ),
    ("The mediators proposed confidence-building measures.", [("confidence-building measures", "", ("mediators",))]),
    (
        "The draft agreement tabled by Norway in 1994 was rejected by Sweden.",
        [("draft agreement", "1994", ("norway",))],
    ),
    (
        "Cyprus made two proposals in 1972. The first was rejected by Turkey and the second by Greece.",
        [("", "1972", ("cyprus",)), ("", "1972", ("cyprus",))],
    ),
    ("Georgia circulated a non-paper on 4 April 2012; Russia dismissed it.", [("", "2012-04-04", ("georgia",))]),
    (
        "Austria came forward with an initiative on migration in June 2000.",
        [("initiative on migration", "2000-06", ("austria",))],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_proposal_is_read(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [summary(telling) for telling in proposals(text)] == expected


NOTHING = [
    "The Ministers adopted an Action Plan on gender equality in 2004.",
    "The Mission introduced measures against trafficking in 2003.",
    "The Chairmanship made a statement on 2 May 2001.",
    "Monaco made two visits to Vienna.",
    "The plan of the building is on display in the hall.",
    "The Office submitted a report to the Permanent Council.",
    "The Secretary General presented the award to Malta.",
    "She was proposed as head of the Mission.",
    "The memorandum of understanding was signed on 5 June 1999.",
    "A number of initiatives were discussed at the meeting.",
    "The budget was approved in principle.",
    "An idea of the costs can be had from the document.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not_put_forward_is_no_proposal(text: str) -> None:
    assert [telling.quote(text) for telling in proposals(text)] == []


def test_later_words_for_it_are_the_same_proposal() -> None:
    text = (
        "Norway put forward a peace plan in May 1996. The plan foresaw elections. Latvia accepted the proposal. "
        "Lithuania rejected it."
    )
    [telling] = proposals(text)
    told = [claim.value for claim in telling.claims if claim.field == "position"]
    assert told == [{"party": "latvia", "stance": "accepted"}, {"party": "lithuania", "stance": "rejected"}]


def test_two_proposals_keep_their_own_answers() -> None:
    text = "The Draper plan was accepted by Malta. The Miller plan was presented in 1994; Malta turned it down."
    told = {
        summary(telling)[0]: [claim.value["stance"] for claim in telling.claims if claim.field == "position"]
        for telling in proposals(text)
    }
    assert told == {"Draper plan": ["accepted"], "Miller plan": ["rejected"]}


ARTICLE = """77
Settlement of the island question
The island question has been discussed for many years by many people in many places.

Proposals
Between 1990 and 1993 Switzerland made three proposals. The first two proposals were rejected by Iceland, the third by
Norway.

Union
This plan was submitted in June 1990. Iceland rejected it.

Partition
This proposal was presented in May 1991.

Lease
In this version, which was proposed in 1993, the island was let to a third state.

Later years
Nothing came of it. The islanders are content.
"""


def test_sections_are_the_members_of_a_series_in_their_order() -> None:
    tellings = read(parse(ARTICLE))
    assert [(telling.block.rpartition(":")[2], summary(telling)[0]) for telling in tellings if telling.claims] == [
        ("1-of-3", "Union"),
        ("2-of-3", "Partition"),
        ("3-of-3", "Lease"),
    ]


def test_a_series_told_elsewhere_without_names_has_the_same_blocks() -> None:
    text = (
        "Switzerland made three proposals. The first was rejected by Iceland, the second by Malta, the third by Norway."
    )
    assert {telling.block for telling in proposals(text)} == {telling.block for telling in read(parse(ARTICLE))}


def test_keys_are_unique_and_every_passage_is_exact() -> None:
    document = parse(ARTICLE)
    tellings = read(document)
    assert len({telling.key for telling in tellings}) == len(tellings)
    assert all(0 <= claim.start < claim.end <= len(document.text) for each in tellings for claim in each.claims)


def test_sentences_added_elsewhere_do_not_change_the_keys() -> None:
    text = "Malta tabled a draft resolution on small arms on 3 May 2001."
    assert [each.key for each in proposals("It rained. " + text + " It rained again.")] == [
        each.key for each in proposals(text)
    ]


def test_a_named_plan_has_one_block_however_it_is_spelt() -> None:
    spelt = ("The Draper–Miller Peace Plan was rejected by Malta.", "Malta rejected the Draper-Miller plan.")
    assert {each.block for text in spelt for each in proposals(text)} == {"proposal:draper-miller"}


def test_what_somebody_else_puts_forward_is_another_proposal() -> None:
    text = "Malta tabled a plan in May 1993. Spain presented its plan in June 1994. Italy endorsed it."
    first, second = proposals(text)
    assert [claim.value for claim in second.claims if claim.field == "position"] == [
        {"party": "italy", "stance": "accepted"}
    ]
    assert not any(claim.field == "position" for claim in first.claims)


def test_what_became_of_it_later_does_not_date_it() -> None:
    text = "The Draper Plan was presented by Malta on 3 May 1994. It was submitted to a referendum on 4 June 1995."
    [telling] = proposals(text)
    assert [claim.value for claim in telling.claims if claim.field == "date"] == ["1994-05-03"]


ACTS = [
    (
        "In 1966 Romania proposed to convene a conference of the Balkan states in Sofia.",
        [("to convene a conference of the Balkan states in Sofia", "1966", ("romania",))],
    ),
    (
        "Austria proposed on 4 March 1971 that a congress on the Danube be held in Linz.",
        [("that a congress on the Danube be held in Linz", "1971-03-04", ("austria",))],
    ),
    ("Denmark proposed that observers be sent to Estonia.", [("that observers be sent to Estonia", "", ("denmark",))]),
    (
        "The mediators Knut Vollebaek and Roman Prodi proposed a joint commission on refugees.",
        [("joint commission on refugees", "", ("Knut Vollebaek", "Roman Prodi"))],
    ),
    (
        "Hungary suggested a hotline between the capitals in June 1984.",
        [("hotline between the capitals", "1984-06", ("hungary",))],
    ),
    ('Norway suggested the name "Arctic Forum" in 1990.', [("Arctic Forum", "1990", ("norway",))]),
    ("Cyprus came up with a demilitarised corridor in May 1979.", [("demilitarised corridor", "1979-05", ("cyprus",))]),
    ("Canada floated a moratorium on flights in 1992.", [("moratorium on flights", "1992", ("canada",))]),
    ("Sweden called for a conference on disarmament in 1980.", [("conference on disarmament", "1980", ("sweden",))]),
    ("Serbia offered broad autonomy to Vojvodina in 1991.", [("broad autonomy to Vojvodina", "1991", ("serbia",))]),
    (
        "It was proposed by Malta in 1975 that Arab states be invited.",
        [("that Arab states be invited", "1975", ("malta",))],
    ),
    (
        "The deployment of a police mission was proposed by Turkey on 4 June 1992.",
        [("deployment of a police mission", "1992-06-04", ("turkiye",))],
    ),
    (
        "The idea of establishing a border commission was put forward by Latvia in 1995.",
        [("idea of establishing a border commission", "1995", ("latvia",))],
    ),
    (
        "The European Union proposed the opening of two crossings.",
        [("opening of two crossings", "", ("european-union",))],
    ),
    (
        "Poland and Hungary put forward a draft concluding document on 3 March 1978.",
        [("draft concluding document", "1978-03-03", ("poland", "hungary"))],
    ),
    (
        "The neutral and non-aligned states put a compromise text on the table in 1982.",
        [("compromise text", "1982", ("neutral and non-aligned states",))],
    ),
    (
        "Spain tabled a draft charter on minorities on 2 May 1993.",
        [("draft charter on minorities", "1993-05-02", ("spain",))],
    ),
    (
        "The Netherlands initiated the establishment of a fund in 2001.",
        [("establishment of a fund", "2001", ("netherlands",))],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ACTS)
def test_what_is_proposed_in_so_many_words_is_read(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [summary(told) for told in proposals(text)] == expected


NO_ACT = [
    "The proposed budget was adopted in 2003.",
    "Proposals were discussed at length.",
    "Germany proposed Hans Keller as candidate in 2005.",
    "Italy presented a report on the elections.",
    "The Minister suggested that the situation was grave.",
    "Finland did not propose a conference.",
    "Ireland offered its condolences to Spain.",
    "Portugal put forward a candidate in 2006.",
    "The proposal was discussed.",
]


@pytest.mark.parametrize("text", NO_ACT)
def test_what_is_only_said_or_named_for_an_office_is_no_proposal(text: str) -> None:
    assert proposals(text) == ()


def test_the_proposal_told_again_is_the_one_that_stands_open() -> None:
    (told,) = proposals("In 1966 Romania proposed to convene a Balkan conference. The proposal was rejected by Greece.")
    assert {claim.field for claim in told.claims} >= {"name", "date", "proposer", "position"}
    assert told.block == "proposal:romania:to-convene-a-balkan-conference"
