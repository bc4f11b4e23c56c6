"""What a date's own clause tells, without any rule of events.toml: sentences that tell an event, and that tell none."""

import pytest

from osce_docs.ingest.extract.dated_clauses import find_dated_clauses
from osce_docs.ingest.extract.dated_verbs import find_verbs
from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.event_rules import event_kinds
from osce_docs.ingest.extract.events import find_events
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.extract.sentences import split_sentences
from osce_docs.knowledge import load
from osce_docs.readings import Block, ParsedDocument, Telling

# Each: the sentence, and the kind and date of the one event that it tells.
TOLD = [
    ("Elsa Brandt was named Head of the OSCE Office in Tajikistan on 4 May 2011.", "appointment", "2011-05-04"),
    (
        "On 9 March 2006 the Chairman-in-Office designated Pieter Vos as his Special Envoy for Georgia.",
        "appointment",
        "2006-03-09",
    ),
    ("Ambassador Nils Holm took up his post in Skopje on 1 September 2009.", "appointment", "2009-09-01"),
    (
        "Marta Kovacs assumed her duties as Representative on Freedom of the Media on 10 July 2017.",
        "appointment",
        "2017-07-10",
    ),
    (
        "Ambassador Paolo Rossi succeeded her as Director of the Conflict Prevention Centre in June 2004.",
        "appointment",
        "2004-06",
    ),
    ("The Head of Mission, Ingrid Dahl, stepped down on 31 March 2015.", "other", "2015-03-31"),
    ("The Advisory Group on Water was constituted in Almaty on 12 April 2002.", "establishment", "2002-04-12"),
    ("The Border College, brought into being in May 2009, has trained 300 officers.", "establishment", "2009-05"),
    ("The Centre in Bishkek became operative on 18 January 1999.", "opening", "1999-01-18"),
    ("The field office in Osh began functioning on 3 March 2000.", "opening", "2000-03-03"),
    ("A regional hub was inaugurated in Ivano-Frankivsk on 7 May 2014.", "opening", "2014-05-07"),
    ("The Mission to Latvia was discontinued on 31 December 2001.", "closing", "2001-12-31"),
    ("The field station in Gjilan was wound up in December 2007.", "closing", "2007-12"),
    (
        "The Assistance Group, having fulfilled its mandate, ceased to operate on 15 March 2003.",
        "closing",
        "2003-03-15",
    ),
    ("The mandate of the Presence expired on 30 June 2016.", "closing", "2016-06-30"),
    ("The insurgents captured the fortress on 3 July 1994.", "conflict", "1994-07-03"),
    ("Former President Lukin left the country on 5 June 2003.", "other", "2003-06-05"),
    ("The peace force collected 300 weapons in May 1997.", "other", "1997-05"),
    ("The mayor called the plan unfair on 5 June 2003.", "statement", "2003-06-05"),
    ("Slovenia was received into the Council of Europe on 14 May 1993.", "accession", "1993-05-14"),
    ("San Marino was granted observer status at the Conference in March 1973.", "accession", "1973-03"),
    ("Andorra acceded to the Helsinki Final Act on 10 November 1999.", "accession", "1999-11-10"),
    ("On 25 April 1996 Kazakhstan gained full membership of the Forum.", "accession", "1996-04-25"),
    ("Uzbekistan withdrew from the Collective Security Treaty on 28 June 2012.", "other", "2012-06-28"),
    ("President Lukin set his signature under the Framework Accord on 5 May 1998.", "signature", "1998-05-05"),
    (
        "The Convention on Conciliation was opened for signature in Stockholm on 15 December 1992.",
        "signature",
        "1992-12-15",
    ),
    (
        "The two Foreign Ministers initialled the border protocol in Ankara on 31 August 2009.",
        "signature",
        "2009-08-31",
    ),
    ("On 3 December 2003 the ministers gave their approval to the Maastricht Strategy.", "adoption", "2003-12-03"),
    ("The Code of Conduct was endorsed by all delegations on 1 February 1995.", "adoption", "1995-02-01"),
    ("Parliament enacted a new law on minorities on 17 June 2005.", "adoption", "2005-06-17"),
    ("The Treaty became effective on 1 January 2002.", "other", "2002-01-01"),
    ("The Joint Committee came together for the first time on 11 May 1997.", "meeting", "1997-05-11"),
    ("The Review Conference ran from 23 April until 10 May 2007.", "meeting", "2007-04-23/2007-05-10"),
    ("The heads of delegation sat down with the mediators in Bishkek on 8 April 2006.", "meeting", "2006-04-08"),
    ("The Economic Forum gathered in Prague on 22 May 2006.", "meeting", "2006-05-22"),
    ("Bratislava hosted the Review Meeting on 5 December 2019.", "meeting", "2019-12-05"),
    (
        "Before the Ministerial Council in Vilnius on 6 December 2011 the delegations exchanged views.",
        "meeting",
        "2011-12-06",
    ),
    ("The talks were broken off on 3 July 1999.", "negotiation", "1999-07-03"),
    ("The parties picked up the thread of the talks on 9 October 2013.", "negotiation", "2013-10-09"),
    ("A workshop on arms control was organised in Dushanbe on 6 June 2012.", "seminar", "2012-06-06"),
    ("Early parliamentary elections were called in Kyrgyzstan for 10 October 2010.", "election", "2010-10-10"),
    ("A referendum on the constitution was staged on 27 June 2010.", "vote", "2010-06-27"),
    ("On 9 May 2003 Turkmenistan gave notice that it would close the office.", "statement", "2003-05-09"),
    ("The Chairperson condemned the killing on 27 February 2015.", "statement", "2015-02-27"),
    ("The Delegation of Armenia issued a statement on 4 April 2016.", "statement", "2016-04-04"),
    ("The Geneva Statement of 17 April 2014 was welcomed in Kyiv.", "statement", "2014-04-17"),
    ("On 2 June 2001 Sweden tabled a draft on arms brokering.", "proposal", "2001-06-02"),
    ("A peace plan was laid before the sides in Dagomys on 14 July 1992.", "proposal", "1992-07-14"),
    ("The Permanent Council resolved on 8 May 2008 to send more monitors.", "decision", "2008-05-08"),
    ("The mandate was prolonged on 12 December 2013 by six months.", "decision", "2013-12-12"),
    ("On 1 March 2010 the Committee turned down the request.", "decision", "2010-03-01"),
    ("The first observers arrived in Donetsk on 25 March 2014.", "mission", "2014-03-25"),
    ("A fact-finding team was dispatched to Osh on 20 June 2010.", "mission", "2010-06-20"),
    ("Operation Alba lasted from 15 April to 12 August 1997.", "mission", "1997-04-15/1997-08-12"),
    ("Secretary General Anna Weiss paid an official visit to Astana on 3 October 2012.", "visit", "2012-10-03"),
    ("Chairperson-in-Office Jan Novak is expected in Baku on 14 June 2017.", "visit", "2017-06-14"),
    ("Fighting flared up around Martakert on 4 March 2008.", "conflict", "2008-03-04"),
    ("Both governments looked back on the war of August 2008.", "conflict", "2008-08"),
    ("Two monitors were wounded near Luhansk on 23 April 2017.", "incident", "2017-04-23"),
    ("A patrol came under fire near Gori on 21 January 2009.", "incident", "2009-01-21"),
    ("The two sides exchanged prisoners on 7 September 2019.", "exchange", "2019-09-07"),
    ("The Programme Office was renamed on 1 May 2015.", "transformation", "2015-05-01"),
    ("Serbia assumed the Chairmanship on 1 January 2015.", "chairmanship", "2015-01-01"),
    ("Denmark chaired the OSCE in 1997.", "chairmanship", "1997"),
    ("14 June 1995: Portugal opens an embassy in Tashkent", "opening", "1995-06-14"),
    ("2 May 1994 – third review meeting, Budapest", "meeting", "1994-05-02"),
    ("The signing of the protocol took place in Minsk on 19 September 2014.", "signature", "2014-09-19"),
    ("The Council decided on Thursday to open an office in Khujand on 1 June 2009.", "opening", "2009-06-01"),
    ("The Head of Mission has met many deputies since taking up her duties in July 2001.", "appointment", "2001-07"),
    ("Finland, which had kept silent, joined the consensus on 3 June 1998.", "decision", "1998-06-03"),
]

NOTHING = [
    "Since 1992 the conflict has been the focus of the Organization.",
    "As of 1 January 2004 the Mission had 42 international members.",
    "Between 1995 and 1997 prices rose by 12 per cent.",
    "She was its head until 1999.",
    "Peter Lang served as Head of Mission from 1998 to 2001.",
    "In 2003 the population of the region numbered 120,000.",
    "The 1999 Istanbul commitments remain valid.",
    "The participating States did not adopt the draft on 5 December 2006.",
    "If the parties sign the agreement on 3 May 2010, the monitors can leave.",
    "Russia should withdraw its troops by 31 December 2002.",
    "The Helsinki Final Act of 1975 contains ten principles.",
    "The Centre has worked with the police since June 2005.",
    "The budget for 2012 amounts to 148 million euros.",
    "He was born on 4 July 1951 in Graz.",
    "No elections were held in 1994.",
    "The delegation called for an office to be opened in 2006.",
    "Norway headed the working group until 30 June 2000.",
    "Exports to the European Union reached 40 per cent of the total in 2011.",
    "The project, funded by Italy, covers the period from 2008 to 2010.",
    "In 1996 most refugees lived with relatives.",
    "The agreement would have been signed on 8 May 2001.",
    "The staff numbered 25 on 30 June 1999.",
]


def told_in(text: str, *, by_rules: bool = False) -> tuple[Telling, ...]:
    document = ParsedDocument("press-release", text, (Block(0, len(text), "paragraph"),))
    sentences = split_sentences(document, find_names(document), find_dates(document))
    events = find_events(document, sentences) if by_rules else ()
    return find_dated_clauses(document, sentences, events)


def values(telling: Telling, field: str) -> list[object]:
    return [claim.value for claim in telling.claims if claim.field == field]


@pytest.mark.parametrize(("text", "kind", "date"), TOLD)
def test_a_dated_clause_tells_one_event(text: str, kind: str, date: str) -> None:
    told = [(values(each, "kind"), values(each, "date")) for each in told_in(text)]
    assert told == [([kind], [date])]


@pytest.mark.parametrize("text", NOTHING)
def test_a_date_that_only_tells_how_long_or_since_when_tells_nothing(text: str) -> None:
    assert [each.key for each in told_in(text)] == []


@pytest.mark.parametrize(("text", "kind", "date"), TOLD)
def test_every_claim_cites_its_passage(text: str, kind: str, date: str) -> None:
    for telling in told_in(text):
        cited = [claim.quote(text) for claim in telling.claims if claim.field in {"date", "place", "subject"}]
        assert all(quote.strip() == quote and quote for quote in cited)
        assert values(telling, "title") not in ([], [""])
        assert telling.block.startswith(f"event:{kind}:")
        assert telling.block.endswith(date[:4])


def test_two_verbs_with_two_dates_are_two_events() -> None:
    text = "The Treaty was initialled in Riga on 3 May 1997 and became effective on 1 June 1998."
    assert [values(each, "date") for each in told_in(text)] == [["1997-05-03"], ["1998-06-01"]]


def test_the_verb_is_that_of_the_date_before() -> None:
    text = "The Osh stretch was added on 3 May 2001 and the Batken stretch on 6 June 2002."
    told = told_in(text)
    assert [values(each, "date") for each in told] == [["2001-05-03"], ["2002-06-06"]]
    assert values(told[1], "subject") == ["Batken stretch"]


def test_what_a_rule_has_told_is_not_told_again() -> None:
    assert told_in("Slovenia joined the OSCE on 24 March 1992.", by_rules=True) == ()


def test_a_label_tells_of_what_the_document_is_named_for() -> None:
    text = "Open Skies Consultative Forum\nEstablished: 24 March 1992"
    document = ParsedDocument("encyclopedia", text, (Block(0, 29, "title"), Block(30, len(text), "paragraph")))
    [told] = find_dated_clauses(document, split_sentences(document, find_names(document), find_dates(document)), ())
    assert (values(told, "kind"), values(told, "date")) == (["establishment"], ["1992-03-24"])
    assert values(told, "subject") == ["Open Skies Consultative Forum"]


def test_what_is_to_come_is_announced() -> None:
    [told] = told_in("The Council resolved to open a centre in Khorog on 1 June 2009.")
    assert {claim.mode for claim in told.claims} == {"announced"}


def test_place_and_people_are_those_of_the_clause() -> None:
    [told] = told_in("The Foreign Ministers of Latvia and Estonia initialled the accord in Riga on 3 May 1997.")
    assert values(told, "place") == ["Riga"]
    assert [value["name"] for value in values(told, "participant")] == ["latvia", "estonia"]


def test_a_verb_behind_an_article_or_a_modal_is_none() -> None:
    assert find_verbs("the signed copy would be adopted") == []


def test_the_lexicon_is_broad_and_names_known_kinds() -> None:
    sayings = load("dated_clauses")["saying"]
    kinds = {kind for each in sayings for kind in (each["kind"], *each.get("of", {}).values())}
    sorts = {sort for each in sayings for sort in (*each.get("of", {}), *each.get("only", ()))}
    assert kinds <= {*event_kinds(), ""}
    assert set(load("dated_clauses")["nouns"]) <= set(event_kinds())
    assert sorts <= set(load("dated_clauses")["sorts"])
    assert sum(len(each["says"]) for each in sayings if each["kind"]) > 250
