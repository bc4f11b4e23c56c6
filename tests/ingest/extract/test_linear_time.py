"""Hostile texts cost in proportion to their length: no step looks through all that was read before.

The cost is the number of lines of our own code that are executed: it is the same on every machine.
"""

import sys

import pytest

from osce_docs.ingest.extract import extract
from osce_docs.ingest.extract.navigation import read_navigation
from osce_docs.ingest.extract.sentences import compile_pattern
from osce_docs.ingest.parse import parse

SHORT = 3000
# Of twice the text: a step that looks through all that was read before makes it four.
MOST = 2.6
HEAD = "The first treaty\n\nMalta joined the OSCE on 3 May 1992. The Kozak plan was rejected by Moldova.\n\n"
FRAGMENTS = {
    "accessions": "{state} joined the Council of Europe on {day} May {year}. ",
    "meetings": "The {number}th meeting of the Permanent Council was held in Vienna on {day} May {year}. ",
    "earlier than the name": "In {year} the OSCE met. ",
    "what no rule reads": "The bridge {word} was mended on {day} May {year}. ",
    "plans": "The Q{word} plan was rejected by {state}. ",
    "plans in sections": "== Peace plans ==\n\n== The Q{word} way ==\n\nThis plan was put forward by {state}.\n\n",
    "things proposed": "{state} proposed a {word} plan in May {year}. The plan was rejected. ",
    "proposals by the dozen": "{state} made three proposals in {year}. The first was rejected by Spain. ",
    "terms of office": "Q{word} Smith headed the OSCE Office in Yerevan. He was succeeded by Ann Q{word} in {year}. ",
    "co-chairs": "France and {state} have co-chaired the Minsk Group since {year}. ",
    "members": "The Q{word} Council was founded in {year}. {state} is a member of the Q{word} Council. ",
    "lists within lists": "- The following two states are members of the Minsk Group:\n",
    "quotations": "“The {word} is good”, said President Q{word} Smith. ",
    "reported speech": "President Ann Q{word} said that {state} had joined the OSCE. ",
    "pronouns": "The Q{word} Treaty was signed. The treaty is good. The Mission opened. It was closed. ",
    "fields": "- Source:\nOSCE Mission to Georgia (closed), Q{word}\n- Date:\n{day} May {year}\n",
    "repeats": "This is a sentence that is long enough to be told again, and is, ever again.\n\nQ{word} it is.\n\n",
    "menus": "- Q{word}\nQ{word}\n",
    "links": "[Q{word}]({number}) [[",
    "words": "{state} and ",
}
PAGE = "Press release\nTitle of it\n- Date: 3 May 1992\n- Place: VIENNA\nVIENNA, 3 May 1992 - "
ON_PAGES = ("what no rule reads", "quotations", "reported speech", "fields", "menus")
STATES = ("Malta", "Spain", "Italy", "Greece", "Finland")


def text_of(fragment: str, size: int) -> str:
    """Return about `size` characters made of one fragment, with other names, words and days each time."""
    return "".join(filled(fragment, number) for number in range(size // len(filled(fragment, 0))))


def filled(fragment: str, number: int) -> str:
    word = "".join("abcdefghij"[int(digit)] for digit in f"{number:04}")
    state, day, year = STATES[number % 5], number % 28 + 1, 1900 + number % 120
    return fragment.format(number=number, word=word, state=state, day=day, year=year)


def read(text: str) -> None:
    extract(parse(text))


def mine(text: str) -> None:
    read_navigation(text)


def lines_executed(action, text: str) -> int:
    """Return how many lines of the package are executed."""
    executed = 0

    def count_lines(frame, event, _):
        nonlocal executed
        executed += event == "line"
        return count_lines

    def enter(frame, event, _):
        return count_lines if "osce_docs" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        action(text)
    finally:
        sys.settrace(before)
    return executed


def growth(action, head: str, fragment: str) -> float:
    short, long = (head + text_of(fragment, size) for size in (SHORT, 2 * SHORT))
    action(long)
    return lines_executed(action, long) / lines_executed(action, short)


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_twice_the_text_costs_twice_as_much(fragment):
    assert growth(read, HEAD, FRAGMENTS[fragment]) < MOST


@pytest.mark.parametrize("fragment", ON_PAGES)
def test_twice_the_page_costs_twice_as_much(fragment):
    assert growth(read, PAGE, FRAGMENTS[fragment]) < MOST


@pytest.mark.parametrize("fragment", ["- Q{word}\n", "Participating States\n- {state}\n", "Q{word}\n"])
def test_twice_the_navigation_costs_twice_as_much(fragment):
    assert growth(mine, "Participating States\n", fragment) < MOST


def test_a_list_of_many_persons_cannot_be_read_in_ways_without_number():
    pattern = compile_pattern("{actors:who} signed the")
    steps = [f"Minister ⟦person{number}⟧" for number in range(60)]
    assert pattern.search(f"{', '.join(steps)} signed a treaty.") is None
    assert pattern.search(f"{', '.join(steps[:9])} signed the treaty.")["who"].count("person") == 9
