"""Names are found where they stand: the longest, whole words, with the right key."""

import pytest

from osce_docs.ingest.extract.names import find_names
from osce_docs.readings import Block, FoundName, ParsedDocument


def read(*blocks: str, role: str = "paragraph", name: str = "") -> tuple[FoundName, ...]:
    """Return the names in a document whose blocks are these, one a line, all of one role."""
    text, found, at = "\n".join(blocks), [], 0
    for words in blocks:
        found.append(Block(at, at + len(words), role, name))
        at += len(words) + 1
    return find_names(ParsedDocument("plain", text, tuple(found)))


def keys(names: tuple[FoundName, ...], *kinds: str) -> list[str]:
    return [name.key for name in names if not kinds or name.kind in kinds]


def quoted(sentence: str, *kinds: str) -> list[tuple[str, str]]:
    return [(name.quote(sentence), name.key) for name in read(sentence) if not kinds or name.kind in kinds]


STATES = [
    ("Turkey and the Czech Republic voted in favour.", ["turkiye", "czechia"]),
    ("Türkiye, Turkiye and TÜRKİYE? No: TÜRKIYE.", ["turkiye"] * 4),
    ("The Republic of Malta hosted the talks.", ["malta"]),
    ("the US, the U.S. and the USA", ["united-states-of-america"] * 3),
    ("Tell us about it.", []),
    ("the former Yugoslav Republic of Macedonia", ["north-macedonia"]),
    ("Byelorussia and Moldavia", ["belarus", "moldova"]),
    ("the Kyrgyz Republic", ["kyrgyzstan"]),
    (
        "Serbia and Montenegro was dissolved; Serbia, and Montenegro, went on.",
        ["serbia-and-montenegro", "serbia", "montenegro"],
    ),
    ("the Federal Republic of Yugoslavia", ["federal-republic-of-yugoslavia"]),
    ("the Soviet Union and the GDR", ["soviet-union", "german-democratic-republic"]),
    ("a turkey dinner in a georgian house", []),
    ("Spanish-French talks", ["spain", "france"]),
    ("the Serbian–Croatian border and the Norway–Russia line", ["serbia", "croatia", "norway", "russian-federation"]),
    ("Hungary's and Latvia’s delegations", ["hungary", "latvia"]),
    ("Hollander, Polandia and Maltesers", []),
    ("Guinea-Bissau", ["guinea-bissau"]),
    ("Chad Wilson and Jordan Hayes came from Jordan.", ["jordan"]),
    ("SLOVENIA AND THE NETHERLANDS", ["slovenia", "netherlands"]),
    ("costs of US$ 5 million", []),
]


@pytest.mark.parametrize(("sentence", "expected"), STATES)
def test_states_and_peoples(sentence: str, expected: list[str]) -> None:
    assert keys(read(sentence)) == expected


BODIES = [
    ("The OSCE Minsk Group met.", [("OSCE Minsk Group", "minsk-group")]),
    ("members of the Minsk group", [("Minsk group", "minsk-group")]),
    ("the Office in Minsk", [("Office in Minsk", "osce-office-in-minsk")]),
    ("the Minsk Office of the OSCE", [("Minsk Office of the OSCE", "osce-office-in-minsk")]),
    ("the OSCE Yerevan Office", [("OSCE Yerevan Office", "osce-office-in-yerevan")]),
    ("the OSCE Office in Tarsk", [("OSCE", "osce")]),
    ("the OSCE Office in Lisbon", [("OSCE Office in Lisbon", "osce-office-in-lisbon")]),
    ("the UNHCR Office in Baku", [("UNHCR", "unhcr"), ("Baku", "baku")]),
    ("the Regional Office in Minsk", [("Minsk", "minsk")]),
    ("the CSCE Mission to Latvia", [("CSCE Mission to Latvia", "osce-mission-to-latvia")]),
    ("OSCE Centre in Bishkek", [("OSCE Centre in Bishkek", "osce-programme-office-in-bishkek")]),
    ("the permanent council of the OSCE", [("permanent council of the OSCE", "permanent-council")]),
    ("a permanent council", []),
    ("the OSCE's Permanent Council", [("OSCE's Permanent Council", "permanent-council")]),
    ("OSCE/ODIHR", [("OSCE/ODIHR", "odihr")]),
    (
        "the Bureau of Democratic Institutions and Human Rights",
        [("Bureau of Democratic Institutions and Human Rights", "odihr")],
    ),
    (
        "the High Commissar on National Minorities",
        [("High Commissar on National Minorities", "high-commissioner-on-national-minorities")],
    ),
    (
        "the OSCE Representative on the Freedom of the Media",
        [("OSCE Representative on the Freedom of the Media", "representative-on-freedom-of-the-media")],
    ),
    (
        "the Parliamentary Assembly of the Council of Europe",
        [("Parliamentary Assembly of the Council of Europe", "pace")],
    ),
    ("OSCE PARLIAMENTARY ASSEMBLY", [("OSCE PARLIAMENTARY ASSEMBLY", "osce-parliamentary-assembly")]),
    (
        "the Committee of Senior Officials of the CSCE",
        [("Committee of Senior Officials of the CSCE", "senior-council")],
    ),
    (
        "the Organization on Security and Cooperation in Europe",
        [("Organization on Security and Cooperation in Europe", "osce")],
    ),
    ("Forum for Security Cooperation", [("Forum for Security Cooperation", "forum-for-security-co-operation")]),
    ("the Co-Chairmen of the OSCE Minsk Group", [("Co-Chairmen of the OSCE Minsk Group", "minsk-group-co-chairs")]),
    (
        "the Verkhovna Rada and the Bundestag",
        [("Verkhovna Rada", "parliament-of-ukraine"), ("Bundestag", "parliament-of-germany")],
    ),
    ("the Security Council of Armenia met", [("Security Council of Armenia", "security-council-armenia")]),
    ("the UN Security Council met", [("UN Security Council", "un-security-council")]),
]


@pytest.mark.parametrize(("sentence", "expected"), BODIES)
def test_bodies(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert quoted(sentence) == expected


RULES = [
    ("the Foreign Ministry of Estonia", [("Foreign Ministry of Estonia", "foreign-ministry-estonia")]),
    ("Latvia's Ministry of Foreign Affairs", [("Latvia's Ministry of Foreign Affairs", "foreign-ministry-latvia")]),
    ("the Slovak Foreign Ministry", [("Slovak Foreign Ministry", "foreign-ministry-slovakia")]),
    (
        "the Ministry of Labour, Health and Social Affairs of Georgia",
        [
            (
                "Ministry of Labour, Health and Social Affairs of Georgia",
                "ministry-of-labour-health-and-social-affairs-georgia",
            )
        ],
    ),
    ("the Norwegian Defense Ministry", [("Norwegian Defense Ministry", "ministry-of-defence-norway")]),
    (
        "the Ministry of Defence of the Republic of Norway",
        [("Ministry of Defence of the Republic of Norway", "ministry-of-defence-norway")],
    ),
    ("the government of Moldova", [("government of Moldova", "government-of-moldova")]),
    ("the Ukrainian Government", [("Ukrainian Government", "government-of-ukraine")]),
    ("the National Assembly of Serbia", [("National Assembly of Serbia", "parliament-of-serbia")]),
    ("the Ukrainian parliament", [("Ukrainian parliament", "parliament-of-ukraine")]),
    (
        "the Permanent Delegation of Canada to the OSCE",
        [("Permanent Delegation of Canada to the OSCE", "permanent-delegation-of-canada")],
    ),
    ("the US Mission to the OSCE", [("US Mission to the OSCE", "permanent-delegation-of-united-states-of-america")]),
    ("the Embassy of Ireland in Vienna", [("Embassy of Ireland in Vienna", "embassy-of-ireland-vienna")]),
    ("the Constitutional Court of Moldova", [("Constitutional Court of Moldova", "constitutional-court-moldova")]),
    ("the Osh Human Rights Centre", [("Osh Human Rights Centre", "osh-human-rights-centre")]),
    ("the Carter Center", [("Carter Center", "carter-centre")]),
    ("the National Centre", []),
    ("the Working Group on Detention", [("Working Group on Detention", "working-group-on-detention")]),
    (
        "the Joint Committee on Fisheries and Trade said",
        [("Joint Committee on Fisheries and Trade", "joint-committee-on-fisheries-and-trade")],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), RULES)
def test_bodies_by_rule(sentence: str, expected: list[tuple[str, str]]) -> None:
    found = [(name.quote(sentence), name.key) for name in read(sentence) if name.kind in {"body", "parliament"}]
    assert found == expected


def test_a_body_made_by_a_rule_has_its_full_name() -> None:
    (name,) = read("the Dutch Foreign Ministry")
    assert (name.name, name.kind, name.rule) == (
        "Ministry of Foreign Affairs of the Netherlands",
        "body",
        "pattern/nation-foreign-ministry",
    )


INSTRUMENTS = [
    ("the Helsinki Final Act", [("Helsinki Final Act", "helsinki-final-act")]),
    ("the Charter of Paris for a New Europe", [("Charter of Paris for a New Europe", "charter-of-paris")]),
    ("the CSCE Final Act", [("CSCE Final Act", "helsinki-final-act")]),
    ("Permanent Council Decision No. 501", [("Decision No. 501", "permanent-council-decision-501")]),
    ("Decision No. 7/03 of the Ministerial Council", [("Decision No. 7/03", "ministerial-council-decision-7-03")]),
    ("PC.DEC/1117 of 21 March 2014", [("PC.DEC/1117", "permanent-council-decision-1117")]),
    ("UN Security Council resolution 1244 (1999)", [("resolution 1244", "un-security-council-resolution-1244")]),
    ("the 62nd resolution of the UN General Assembly", [("62nd resolution", "un-general-assembly-resolution-62")]),
    ("a memorandum of understanding", [("memorandum of understanding", "memorandum-of-understanding")]),
    (
        "the Tirana Agreement and the Oslo Protocol",
        [("Tirana Agreement", "tirana-agreement"), ("Oslo Protocol", "oslo-protocol")],
    ),
    ("the Convention on Wetlands", [("Convention on Wetlands", "convention-on-wetlands")]),
    ("a new agreement", []),
    (
        "the 'Declaration on Peace in the Region' was read",
        [("Declaration on Peace in the Region", "declaration-on-peace-in-the-region")],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), INSTRUMENTS)
def test_instruments(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert quoted(sentence, "instrument") == expected


PLACES = [
    ("talks in Kiev and Kyiv", ["kyiv", "kyiv"]),
    ("Chisinau, Chișinău, Kishinev", ["chisinau"] * 3),
    ("from Osh to Nice", ["osh", "nice"]),
    ("Nice words were said; they Split.", []),
    ("Milan Horvat flew to Milan.", ["milan"]),
    ("the Milan Declaration", []),
    ("Nagorny-Karabakh, Nagorno–Karabakh", ["nagorno-karabakh"] * 2),
    ("Transnistria and South Ossetia", ["transdniestria", "south-ossetia"]),
]


@pytest.mark.parametrize(("sentence", "expected"), PLACES)
def test_places_and_territories(sentence: str, expected: list[str]) -> None:
    assert keys(read(sentence), "place", "territory") == expected


def test_the_people_of_a_territory_has_its_key() -> None:
    assert quoted("the Transnistrian side") == [("Transnistrian", "transdniestria")]


@pytest.mark.parametrize(
    ("role", "name", "text", "expected"),
    [
        ("dateline", "", "LUXEMBOURG, 2 May 1998 -", "luxembourg-city"),
        ("field", "Place", "Luxembourg", "luxembourg-city"),
        ("paragraph", "", "Luxembourg voted against.", "luxembourg"),
        ("dateline", "", "ASHGABAT, 3 June", "ashgabat"),
    ],
)
def test_a_dateline_names_a_place(role: str, name: str, text: str, expected: str) -> None:
    assert keys(read(text, role=role, name=name)) == [expected]


def test_topics_come_from_topic_fields_only() -> None:
    listed = "Policing, Rule of law, Reform and co-operation in the security sector"
    assert keys(read(listed, role="field", name="Fields of work")) == [
        "policing",
        "rule-of-law",
        "security-sector-reform",
    ]
    assert keys(read(listed)) == []


REFERENCES = [
    ("The OSCE Mission to Latvia reported. The Mission is small.", ["osce-mission-to-latvia"] * 2),
    (
        "The OSCE Mission to Latvia and the OSCE Mission to Estonia met. The Mission is small.",
        ["osce-mission-to-latvia", "osce-mission-to-estonia"],
    ),
    ("The Mission is small.", []),
    ("NATO and the Warsaw Pact. The Alliance grew.", ["nato", "warsaw-pact", "nato"]),
    ("The Minsk Group toured the region. The Co-Chairs spoke.", ["minsk-group", "minsk-group-co-chairs"]),
    ("The Visegrad Group met. The group has four members.", ["visegrad-group", "visegrad-group"]),
    ("The Visegrad Group met. Nothing happened. Then the group of experts left.", ["visegrad-group"]),
    ("The Visegrad Group met. Nothing happened. It rained. The group left.", ["visegrad-group"]),
    ("The OSCE Office in Minsk closed. The Office in Charge was sad.", ["osce-office-in-minsk"]),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_references(text: str, expected: list[str]) -> None:
    assert keys(read(text), "field-operation", "body", "format") == expected


OWN = [
    ("The OSCE opened. The Troika met.", ["osce", "osce-troika"]),
    ("The OSCE opened. Parliamentary Assembly members voted.", ["osce", "osce-parliamentary-assembly"]),
    ("The OSCE and the Council of Europe opened. The Parliamentary Assembly met.", ["osce", "council-of-europe"]),
    ("The Troika met.", []),
    ("The CSCE opened. The Council of Ministers met.", ["osce", "ministerial-council"]),
    ("The CSCE opened. The Council of Ministers in Rome met.", ["osce", "ministerial-council", "rome"]),
    ("The OSCE Mission to Latvia left. The Mission in Osh stayed.", ["osce-mission-to-latvia", "osh"]),
]


@pytest.mark.parametrize(("text", "expected"), OWN)
def test_in_a_text_about_the_osce_its_own_bodies_are_meant(text: str, expected: list[str]) -> None:
    assert keys(read(text)) == expected


def test_offsets_count_in_the_text_whatever_its_dashes_and_blanks() -> None:
    text = "\u00a0“Türkiye” – and the Council\nof Europe’s members…"
    found = [(name.start, name.end, name.quote(text)) for name in read(text)]
    assert found == [(2, 9, "Türkiye"), (21, 38, "Council\nof Europe")]


def test_names_do_not_overlap_and_come_in_order() -> None:
    text = "The Foreign Minister of Norway Jan Petersen met the OSCE Secretary General in Oslo at the Embassy of Spain."
    names = read(text)
    assert all(one.end <= other.start for one, other in zip(names, names[1:], strict=False))


def test_no_name_is_found_outside_the_blocks() -> None:
    text = "Albania\nMalta"
    assert keys(find_names(ParsedDocument("plain", text, (Block(8, 13, "paragraph"),)))) == ["malta"]


@pytest.mark.parametrize(
    "text",
    [
        "President " * 4000,
        "Aa Bb " * 8000,
        "Ministry of " * 4000,
        "OSCE " * 8000,
        "A" * 50_000,
        "de la " * 8000,
        "(" * 30_000,
    ],
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    assert read(text) is not None
