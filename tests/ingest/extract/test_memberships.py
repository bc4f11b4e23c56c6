"""Who belongs to what, in which role, since when and until when."""

import pytest

from osce_docs.ingest.extract.dates import find_dates
from osce_docs.ingest.extract.memberships import find_memberships
from osce_docs.ingest.extract.names import find_names
from osce_docs.ingest.extract.sentences import split_sentences
from osce_docs.ingest.extract.subjects import with_subjects
from osce_docs.ingest.parse import parse
from osce_docs.readings import Block, ParsedDocument

Told = tuple[str, str, str, str, str, str]


def read(document: ParsedDocument) -> list[Told]:
    """Return (body, member, role, holder, from, to) of each membership."""
    names = find_names(document)
    sentences = with_subjects(document, names, split_sentences(document, names, find_dates(document)))
    return [
        (each.body, *(each.claim.value[part] for part in ("member", "role", "holder", "from", "to")))
        for each in find_memberships(sentences)
        if each.claim.field == "member"
    ]


def memberships(text: str) -> list[Told]:
    return read(ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),)))


TOLD = [
    ("Estonia joined the CSCE on 10 September 1991.", [("osce", "estonia", "member", "", "1991-09-10", "")]),
    (
        "Latvia and Lithuania joined the Council of Europe in 1995.",
        [
            ("council-of-europe", "latvia", "member", "", "1995", ""),
            ("council-of-europe", "lithuania", "member", "", "1995", ""),
        ],
    ),
    ("Malta is a participating State of the OSCE.", [("osce", "malta", "member", "", "", "")]),
    (
        "Slovakia became a participating State on 1 January 1993.",
        [("osce", "slovakia", "member", "", "1993-01-01", "")],
    ),
    ("Andorra was admitted to the OSCE on 25 April 1996.", [("osce", "andorra", "member", "", "1996-04-25", "")]),
    ("On 12 November 2012 Mongolia was admitted to the OSCE.", [("osce", "mongolia", "member", "", "2012-11-12", "")]),
    (
        "Croatia became a member of the European Union on 1 July 2013.",
        [("european-union", "croatia", "member", "", "2013-07-01", "")],
    ),
    (
        "The Contact Group includes five states: France, Italy, Germany, Russia and the United Kingdom.",
        [
            ("contact-group", key, "member", "", "", "")
            for key in ("france", "italy", "germany", "russian-federation", "united-kingdom")
        ],
    ),
    (
        "The Joint Control Commission consists of Moldova, Russia and Ukraine.",
        [
            ("joint-control-commission", key, "member", "", "", "")
            for key in ("moldova", "russian-federation", "ukraine")
        ],
    ),
    (
        "Sweden and Finland co-chaired the Minsk Group from 1993.",
        [("minsk-group", "sweden", "co-chair", "", "1993", ""), ("minsk-group", "finland", "co-chair", "", "1993", "")],
    ),
    (
        "The Geneva International Discussions are co-chaired by the United Nations and the European Union.",
        [
            ("geneva-international-discussions", "united-nations", "co-chair", "", "", ""),
            ("geneva-international-discussions", "european-union", "co-chair", "", "", ""),
        ],
    ),
    (
        "Italy and Spain, as Co-Chairs of the Minsk Group, met in Rome.",
        [("minsk-group", "italy", "co-chair", "", "", ""), ("minsk-group", "spain", "co-chair", "", "", "")],
    ),
    ("The Danish Chairmanship of the OSCE welcomed the news.", [("osce", "denmark", "chair", "", "", "")]),
    ("Greece held the Chairmanship of the OSCE in 2009.", [("osce", "greece", "chair", "", "2009", "2009")]),
    (
        "The OSCE Chairman-in-Office, Bulgarian Foreign Minister Solomon Passy, arrived in Tbilisi.",
        [("osce", "bulgaria", "chair", "Solomon Passy", "", "")],
    ),
    (
        "Ambassador William Hill, Head of the OSCE Mission to Moldova, opened the meeting.",
        [("osce-mission-to-moldova", "", "head", "William Hill", "", "")],
    ),
    (
        "The Head of the OSCE Mission to Skopje, Ambassador Ralf Breth, attended.",
        [("osce-mission-to-skopje", "", "head", "Ralf Breth", "", "")],
    ),
    (
        "The Deputy Head of the OSCE Mission to Serbia, Paula Thiede, spoke.",
        [("osce-mission-to-serbia", "", "deputy", "Paula Thiede", "", "")],
    ),
    ("Japan became a Partner for Co-operation in 1992.", [("osce", "japan", "partner", "", "1992", "")]),
    ("Serbia left the Contact Group in 1999.", [("contact-group", "serbia", "member", "", "", "1999")]),
    (
        "The Minsk Group has been chaired by Italy, Sweden and Russia since 1992.",
        [("minsk-group", key, "co-chair", "", "1992", "") for key in ("italy", "sweden", "russian-federation")],
    ),
    (
        "Italy was asked. Albania was admitted to the CSCE on 19 June 1991. Monaco was admitted on the same day.",
        [("osce", "albania", "member", "", "1991-06-19", ""), ("osce", "monaco", "member", "", "1991-06-19", "")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_membership_is_read(text: str, expected: list[Told]) -> None:
    assert set(expected) == set(memberships(text))


NOTHING = [
    "Estonia did not join the Council of Europe in 1992.",
    "Malta joined the consensus.",
    "Sweden would like to join the Contact Group.",
    "The Chairmanship visited Denmark.",
    "If Serbia joins the European Union, much will change.",
    "The meeting was attended by France, Italy and Spain.",
    "The Mission co-operates with the Council of Europe and the European Union.",
    "A member of the parliament of Norway visited the OSCE.",
    "Georgia hosts the OSCE Mission to Georgia.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_membership_is_not_read(text: str) -> None:
    assert memberships(text) == []


def test_the_items_of_an_announced_list_are_members() -> None:
    text = "Norway took part in the talks for many years.\n\nThe Contact Group comprises the following members:\n\n"
    text += "1. Spain\n2. Portugal\n3. Malta\n\nThe talks went on."
    assert read(parse(text)) == [("contact-group", key, "member", "", "", "") for key in ("spain", "portugal", "malta")]


def test_a_list_of_co_chairs_names_persons_and_states() -> None:
    text = "The talks went on for many years in many places.\n\nThe Co-Chairs of the Minsk Group are:\n\n"
    text += "James Miller (Canada)\nPaolo Verdi (Italy)\n\nThey meet often."
    assert read(parse(text)) == [
        ("minsk-group", "canada", "co-chair", "James Miller", "", ""),
        ("minsk-group", "italy", "co-chair", "Paolo Verdi", "", ""),
    ]


def lives(text: str) -> list[tuple[str, str, str]]:
    document = ParsedDocument("narrative", text, (Block(0, len(text), "paragraph"),))
    sentences = split_sentences(document, find_names(document), find_dates(document))
    return [(each.body, each.claim.field, each.claim.value) for each in find_memberships(sentences)]


LIVES = [
    (
        "The OSCE Mission to Georgia was established in December 1992.",
        [("osce-mission-to-georgia", "founded", "1992-12")],
    ),
    (
        "The OSCE Mission to Georgia was closed on 30 June 2009.",
        [("osce-mission-to-georgia", "dissolved", "2009-06-30")],
    ),
    (
        "The Forum for Security Co-operation is an organ of the OSCE.",
        [("forum-for-security-co-operation", "parent", "osce")],
    ),
    ("The OSCE Mission to Georgia was not closed in 2008.", []),
]


@pytest.mark.parametrize(("text", "expected"), LIVES)
def test_the_life_of_a_body_is_read(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert lives(text) == expected


def test_long_hostile_text_is_read_in_time() -> None:
    assert memberships("Malta, Spain, " * 1500) == []


def of(body: str, role: str, *members: str, since: str = "", until: str = "") -> list[Told]:
    return [(body, member, role, "", since, until) for member in members]


def led(body: str, holder: str, since: str = "", until: str = "", role: str = "head") -> list[Told]:
    return [(body, "", role, holder, since, until)]


WIDER = [
    (
        "Hungary was admitted to the United Nations on 14 December 1955.",
        of("united-nations", "member", "hungary", since="1955-12-14"),
    ),
    (
        "Montenegro became the 29th member of NATO on 5 June 2017.",
        of("nato", "member", "montenegro", since="2017-06-05"),
    ),
    (
        "On 25 April 1996 Andorra was welcomed as the 55th participating State.",
        of("osce", "member", "andorra", since="1996-04-25"),
    ),
    (
        "Slovakia was received into the Council of Europe on 30 June 1993.",
        of("council-of-europe", "member", "slovakia", since="1993-06-30"),
    ),
    (
        "Moldova is small. On 30 January 1992, together with Armenia and Belarus, it was received into the CSCE.",
        of("osce", "member", "armenia", "belarus", "moldova", since="1992-01-30"),
    ),
    (
        "Kyrgyzstan is an active participant of the OSCE, which it joined on 30 January 1992.",
        of("osce", "member", "kyrgyzstan", since="1992-01-30"),
    ),
    (
        "In the meeting of 19-20 June 1991 Malta was admitted to the Council of Europe.",
        of("council-of-europe", "member", "malta", since="1991-06-19"),
    ),
    (
        "The Russian Federation was excluded from the Council of Europe on 16 March 2022.",
        of("council-of-europe", "member", "russian-federation", until="2022-03-16"),
    ),
    (
        "The United Kingdom withdrew from the European Union on 31 January 2020.",
        of("european-union", "member", "united-kingdom", until="2020-01-31"),
    ),
    ("Finland would chair the OSCE in 2025.", of("osce", "chair", "finland", since="2025", until="2025")),
    (
        "North Macedonia will chair the OSCE in 2023.",
        of("osce", "chair", "north-macedonia", since="2023", until="2023"),
    ),
    (
        "Austria took over the Chairmanship of the OSCE from Germany on 1 January 2017.",
        of("osce", "chair", "austria", since="2017-01-01"),
    ),
    (
        "The Chairmanship of the OSCE was exercised by Serbia in 2015.",
        of("osce", "chair", "serbia", since="2015", until="2015"),
    ),
    (
        "The Ministerial Council awarded Poland the OSCE Chairmanship for 2022.",
        of("osce", "chair", "poland", since="2022", until="2022"),
    ),
    (
        "The Prime Minister of Slovenia, acting as OSCE Chairman-in-Office, arrived.",
        of("osce", "chair", "slovenia"),
    ),
    (
        "Foreign Minister Karel De Gucht served as OSCE Chairman-in-Office in 2006.",
        [("osce", "", "chair", "Karel De Gucht", "2006", "2006")],
    ),
    (
        "The Friends of Albania, a group co-chaired by Italy and Austria, met again.",
        of("friends-of-albania", "co-chair", "italy", "austria"),
    ),
    (
        "The Visegrad Group is a format of co-operation between Czechia, Hungary, Poland and Slovakia.",
        of("visegrad-group", "member", "czechia", "hungary", "poland", "slovakia"),
    ),
    (
        "The leaders of Germany, France, Ukraine and Russia, known as the Normandy Four, dined together.",
        of("normandy-format", "member", "germany", "france", "ukraine", "russian-federation"),
    ),
    (
        "It was settled in the Joint Control Commission, made up of senior representatives of Georgia and Russia.",
        of("joint-control-commission", "member", "georgia", "russian-federation"),
    ),
    (
        "Algeria, Egypt, Israel, Jordan, Morocco and Tunisia make up the six Mediterranean Partners for Co-operation.",
        of("osce", "partner", "algeria", "egypt", "israel", "jordan", "morocco", "tunisia"),
    ),
    (
        "Norway took over the Chairmanship from Poland on 1 January 1999.",
        of("osce", "chair", "norway", since="1999-01-01"),
    ),
    (
        "Under the Greek Chairmanship (2009) talks began in Corfu.",
        of("osce", "chair", "greece", since="2009", until="2009"),
    ),
    (
        "The OSCE Troika was then made up of Spain, Finland and Greece.",
        of("osce-troika", "member", "spain", "finland", "greece"),
    ),
    (
        "The OSCE Centre in Bishkek is small. Anna Lind of Norway headed it from 2006 until 2010.",
        led("osce-programme-office-in-bishkek", "Anna Lind", since="2006", until="2010"),
    ),
    (
        "The OSCE Office in Yerevan is small. Since 2012 the Office has been headed by Anna Lind.",
        led("osce-office-in-yerevan", "Anna Lind", since="2012"),
    ),
    (
        "The OSCE Presence in Albania opened in 1997. Daan Everts of the Netherlands was its head until 1999.",
        led("osce-presence-in-albania", "Daan Everts", until="1999"),
    ),
    (
        "Anna Lind, a former Minister of Migration of Norway, took up the post of Director of the ODIHR in May 2011.",
        led("odihr", "Anna Lind", since="2011-05"),
    ),
    (
        "The post of High Commissioner on National Minorities was first filled on 1 May 1993 by Carl Berg of Malta.",
        led("high-commissioner-on-national-minorities", "Carl Berg", since="1993-05-01"),
    ),
    (
        "The High Commissioner on National Minorities spoke. Carl Berg of Sweden held it from 2001 to 2007.",
        led("high-commissioner-on-national-minorities", "Carl Berg", since="2001", until="2007"),
    ),
    (
        "OSCE Secretary General Anna Lind spoke in Rome.",
        led("osce", "Anna Lind"),
    ),
    (
        "The meeting confirmed Anna Lind as Secretary General and Carl Berg as Director of ODIHR.",
        led("osce", "Anna Lind") + led("odihr", "Carl Berg"),
    ),
    (
        "It was decided to invite the Director of the ODIHR, Ambassador Anna Lind.",
        led("odihr", "Anna Lind"),
    ),
    (
        "The OSCE Mission to Skopje, so ably directed by Ambassador Anna Lind, has grown.",
        led("osce-mission-to-skopje", "Anna Lind"),
    ),
    (
        "Ambassador Anna Lind of Norway, hitherto Head of the OSCE Mission to Serbia, spoke.",
        [("osce-mission-to-serbia", "", "head", "Anna Lind", "", "")],
    ),
    (
        "The OSCE Mission to Estonia, which is based in Tallinn, is small. It is led by Ambassador Anna Lind.",
        led("osce-mission-to-estonia", "Anna Lind"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), WIDER)
def test_a_membership_is_read_in_other_words(text: str, expected: list[Told]) -> None:
    assert set(expected) == set(memberships(text))


def test_bare_names_below_a_line_that_announces_heads_are_its_heads() -> None:
    text = (
        "The OSCE Mission to Estonia opened in 1993. In those years it was led by three heads:\n\n"
        "Anna Lind\nCarl Berg\nOlga Rask\n\nIt was closed in 2001.\n"
    )
    heads = [told for told in read(parse(text)) if told[2] == "head"]
    assert [told[3] for told in heads] == ["Anna Lind", "Carl Berg", "Olga Rask"]


NOTHING_IN_OTHER_WORDS = [
    "The Chairmanship of the OSCE was never exercised by Latvia.",
    "Norway was not admitted to the European Union in 1972.",
    "Georgia hopes to be welcomed as a member of NATO.",
    "If Cyprus joined NATO in 2030, much would change.",
    "Sweden entered a reservation at the OSCE.",
    "Talks between Georgia and Russia were held at the OSCE.",
    "The ministers of Malta and Spain spoke at the OSCE in 2001.",
    "Serbia and Montenegro are known as hosts of the OSCE.",
    "Anna Lind took up work in Vienna.",
    "The OSCE is a platform. Anna Lind was its head in 1999.",
]


@pytest.mark.parametrize("text", NOTHING_IN_OTHER_WORDS)
def test_no_membership_is_read_from_other_words(text: str) -> None:
    assert memberships(text) == []


MEMBERS = [
    (
        "North Macedonia became NATO's thirtieth member on 27 March 2020.",
        of("nato", "member", "north-macedonia", since="2020-03-27"),
    ),
    (
        "Malta joined the Council of Europe on 29 April 1965 and the European Union in May 2004.",
        of("council-of-europe", "member", "malta", since="1965-04-29")
        + of("european-union", "member", "malta", since="2004-05"),
    ),
    (
        "Liechtenstein has been a participating State since 1975 and a member of the Council of Europe since 1978.",
        of("osce", "member", "liechtenstein", since="1975")
        + of("council-of-europe", "member", "liechtenstein", since="1978"),
    ),
    (
        "Estonia was admitted to the CSCE on 10 September 1991, followed by Armenia on 30 January 1992.",
        of("osce", "member", "estonia", since="1991-09-10") + of("osce", "member", "armenia", since="1992-01-30"),
    ),
    (
        "Egypt and Jordan hold observer status in the OSCE Parliamentary Assembly.",
        of("osce-parliamentary-assembly", "observer", "egypt", "jordan"),
    ),
    (
        "The Holy See has had observer status at the Council of Europe since 1970.",
        of("council-of-europe", "observer", "holy-see", since="1970"),
    ),
    (
        "Poland, Norway and Austria formed the OSCE Troika in 1999.",
        of("osce-troika", "member", "poland", "norway", "austria", since="1999", until="1999"),
    ),
    (
        "On 1 January 2014 Switzerland took over the Chairmanship of the OSCE from Ukraine.",
        of("osce", "chair", "switzerland", since="2014-01-01"),
    ),
    (
        "Finland handed over the OSCE Chairmanship to Greece on 1 January 2009.",
        of("osce", "chair", "finland", until="2009-01-01") + of("osce", "chair", "greece", since="2009-01-01"),
    ),
    (
        "Norway chaired the Human Dimension Committee from 2010 to 2012.",
        of("human-dimension-committee", "chair", "norway", since="2010", until="2012"),
    ),
]

OFFICES = [
    (
        "Harri Tamm, who led the OSCE Mission to Skopje from 1998 to 2000, later became a minister.",
        led("osce-mission-to-skopje", "Harri Tamm", "1998", "2000"),
    ),
    (
        "Ambassador Ingrid Moe of Norway, head of the OSCE Presence in Albania between 2003 and 2006, agreed.",
        led("osce-presence-in-albania", "Ingrid Moe", "2003", "2006"),
    ),
    ("Luis Prado (Spain), Director of the ODIHR since March 2017, spoke.", led("odihr", "Luis Prado", "2017-03")),
    (
        "The former head of the OSCE Mission to Estonia, Pierre Blanc of France (1996-1999), spoke next.",
        led("osce-mission-to-estonia", "Pierre Blanc", "1996", "1999"),
    ),
    (
        "Mikkel Dahl, Secretary General of the Council of Europe from 1984 until 1989, agreed.",
        led("council-of-europe", "Mikkel Dahl", "1984", "1989"),
    ),
    (
        "Elena Popa, who had been High Commissioner on National Minorities since 2013, spoke.",
        led("high-commissioner-on-national-minorities", "Elena Popa", "2013"),
    ),
    (
        "Paulina Sousa, who chaired the Permanent Council in 2002, agreed.",
        led("permanent-council", "Paulina Sousa", "2002", "2002", "chair"),
    ),
    (
        "The Permanent Council, then chaired by Ambassador Paulina Sousa of Portugal, took note.",
        led("permanent-council", "Paulina Sousa", role="chair"),
    ),
    (
        "The OSCE Mission to Moldova is small. Jan Novak served as Head of Mission from 2001 to 2004.",
        led("osce-mission-to-moldova", "Jan Novak", "2001", "2004"),
    ),
    (
        "From 1998 to 2001 Anna Lind was Head of the OSCE Mission to Latvia.",
        led("osce-mission-to-latvia", "Anna Lind", "1998", "2001"),
    ),
    (
        "On 1 September 2011 Petra Vrba of Czechia succeeded Jonas Lund as Head of the OSCE Mission to Serbia.",
        led("osce-mission-to-serbia", "Petra Vrba", "2011-09-01")
        + led("osce-mission-to-serbia", "Jonas Lund", until="2011-09-01"),
    ),
    (
        "Jonas Lund, head of the OSCE Mission to Serbia since 2007, was succeeded in 2011 by Petra Vrba of Czechia.",
        led("osce-mission-to-serbia", "Jonas Lund", "2007") + led("osce-mission-to-serbia", "Petra Vrba", "2011"),
    ),
    (
        "Carl Berg (Norway) headed the Conflict Prevention Centre until 1999, when Anna Lind took over.",
        led("conflict-prevention-centre", "Carl Berg", until="1999")
        + led("conflict-prevention-centre", "Anna Lind", "1999"),
    ),
    (
        "The Conflict Prevention Centre, headed since 2004 by Carl Berg and since June 2006 by Anna Lind, is small.",
        led("conflict-prevention-centre", "Carl Berg", "2004")
        + led("conflict-prevention-centre", "Anna Lind", "2006-06"),
    ),
    ("Carl Berg resigned as Director of the ODIHR in May 2002.", led("odihr", "Carl Berg", until="2002-05")),
    (
        "The Ministerial Council appointed Petra Vrba of Malta as OSCE Secretary General for two years in June 2008.",
        led("osce", "Petra Vrba", "2008-06"),
    ),
    (
        "Jonas Lund, a former minister, was appointed Special Envoy of the OSCE Chairperson-in-Office in 1995.",
        led("osce", "Jonas Lund", "1995", role="office"),
    ),
    (
        "The OSCE Parliamentary Assembly met. It elected two Vice-Presidents: Carl Berg (Norway), Anna Lind (Malta).",
        [
            ("osce-parliamentary-assembly", "norway", "deputy", "Carl Berg", "", ""),
            ("osce-parliamentary-assembly", "malta", "deputy", "Anna Lind", "", ""),
        ],
    ),
    (
        "Jonas Lund was Treasurer of the OSCE Parliamentary Assembly from 2003 to 2009.",
        led("osce-parliamentary-assembly", "Jonas Lund", "2003", "2009", "office"),
    ),
    (
        "Jonas Lund, Prime Minister of Denmark from 2001 until 2009, visited Oslo.",
        led("denmark", "Jonas Lund", "2001", "2009", "office"),
    ),
]


SUCCESSIONS = [
    (
        "The OSCE Mission to Moldova is small. The heads of the Mission in different years were Carl Berg (Norway, "
        "1993-1996) and Anna Lind (Malta, since 1999).",
        [
            ("osce-mission-to-moldova", "norway", "head", "Carl Berg", "1993", "1996"),
            ("osce-mission-to-moldova", "malta", "head", "Anna Lind", "1999", ""),
        ],
    ),
    (
        "The first ambassador of Malta to the OSCE was Carl Berg, appointed to this post in 1996. "
        "He was replaced by Anna Lind in 1999.",
        [("osce", "malta", "office", "Carl Berg", "1996", ""), ("osce", "malta", "office", "Anna Lind", "1999", "")],
    ),
    (
        "Anna Lind succeeds Carl Berg, Secretary General since 1999, on 21 June 2005. The OSCE is large.",
        led("osce", "Anna Lind", "2005-06-21") + led("osce", "Carl Berg", "1999"),
    ),
    (
        "Anna Lind was made Chair of the General Committee on Democracy, replacing Carl Berg (Italy).",
        led("general-committee-on-democracy", "Anna Lind", role="chair")
        + led("general-committee-on-democracy", "Carl Berg", role="chair"),
    ),
    (
        "Carl Berg, who served as Secretary-General of the UN from 1982 to 1991, agreed.",
        led("united-nations", "Carl Berg", "1982", "1991"),
    ),
    (
        "The European Union appointed Carl Berg as its resident envoy on 25 June 2001.",
        led("european-union", "Carl Berg", "2001-06-25", role="office"),
    ),
    (
        "The Panel of Eminent Persons, made up of seven members and chaired by Carl Berg and Anna Lind, met.",
        led("panel-of-eminent-persons", "Carl Berg", role="chair")
        + led("panel-of-eminent-persons", "Anna Lind", role="chair"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), MEMBERS + OFFICES + SUCCESSIONS)
def test_a_membership_has_the_dates_that_stand_beside_it(text: str, expected: list[Told]) -> None:
    assert set(expected) == set(memberships(text))


UNTOLD = [
    "Kosovo is not a member of the United Nations.",
    "Carl Berg was not elected President of the OSCE Parliamentary Assembly in 2004.",
    "Anna Lind would like to succeed Carl Berg.",
    "Carl Berg followed Anna Lind to Warsaw.",
    "The report of the ODIHR Director followed Carl Berg to Rome.",
    "Anna Lind may be appointed Director of the ODIHR in 2011.",
    "Egypt asked for observer status in the OSCE Parliamentary Assembly.",
    "Jonas Lund, Prime Minister of Denmark, visited Oslo.",
    "Jonas Lund, Secretary General, spoke in Oslo. Malta replaced the chairs.",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_who_does_not_come_to_an_office_does_not_hold_it(text: str) -> None:
    assert memberships(text) == []


def test_the_day_of_an_entry_is_no_day_of_an_office_that_lasts() -> None:
    told = memberships("3 May 2004: the Panel of Eminent Persons, chaired by Carl Berg, ends its work.")
    assert told == led("panel-of-eminent-persons", "Carl Berg", role="chair")


def test_the_date_of_a_speech_is_no_date_of_the_office() -> None:
    told = memberships("Carl Berg, Head of the OSCE Mission to Latvia, in 2003 called for calm.")
    assert told == led("osce-mission-to-latvia", "Carl Berg")
