"""The data files on which reading rests are well formed."""

import re
import tomllib

import pytest

from osce_docs import knowledge
from osce_docs.ingest.extract.gazetteer import Entry, all_entries, entries, entry, slug, within
from osce_docs.ingest.extract.name_rules import names_by_rule
from osce_docs.ingest.extract.scan import forms
from osce_docs.readings import Block

FILES = sorted(path.stem for path in knowledge.FOLDER.glob("*.toml"))
KINDS = {
    "state",
    "institution",
    "structure",
    "field-operation",
    "format",
    "parliament",
    "body",
    "place",
    "territory",
    "instrument",
    "topic",
}
PARTICIPATING = 57
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@pytest.mark.parametrize("name", FILES)
def test_a_data_file_opens_with_a_comment_and_is_toml(name: str) -> None:
    text = (knowledge.FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert tomllib.loads(text)


def faults(found: Entry) -> list[str]:
    """Return what is wrong with an entry."""
    named = [found.name, *found.aliases, *(each.name for each in found.names_by_date)]
    spans = [(found.founded, found.dissolved), *((name.since, name.until) for name in found.names_by_date)]
    dates = [date for span in spans for date in span if date]
    checks = {
        "its kind is unknown": found.kind in KINDS,
        "its key is no address": found.key == slug(found.key),
        "its parent is no entry": not found.parent or found.parent in entries(),
        "its parents go in a circle": not within(found.key, found.key),
        "a name stands twice, or has blanks around it": len({name.strip() for name in named}) == len(named),
        "a date is not EDTF": all(DATE.fullmatch(date) for date in dates),
        "it ends before it begins": all(not (since and until) or since <= until for since, until in spans),
    }
    return [fault for fault, holds in checks.items() if not holds]


def test_every_entry_is_well_formed() -> None:
    assert {each.key: faults(each) for each in all_entries() if faults(each)} == {}


def test_a_fault_is_found() -> None:
    faulty = Entry("No Key", "A ", "planet", ("A",), parent="nobody", founded="1990-13", dissolved="1980")
    assert len(faults(faulty)) == len(["kind", "key", "parent", "name", "date", "order"])


def test_no_form_is_claimed_by_two_entries() -> None:
    claims = {
        written: sorted({form.key for form in meanings if form.need == need})
        for written, meanings in forms().items()
        for need in {form.need for form in meanings}
        if len({form.key for form in meanings if form.need == need}) > 1
    }
    assert claims == {}


def test_an_entry_is_found_by_its_key() -> None:
    known = entry("osce-mission-to-georgia")
    assert known is not None
    assert known.name == "OSCE Mission to Georgia"
    assert entry("no-such-key") is None


def test_there_are_as_many_participating_states_as_the_osce_has() -> None:
    assert len([each for each in all_entries() if each.group == "participating"]) == PARTICIPATING


def test_every_rule_of_name_patterns_can_be_tried() -> None:
    heads = {head for rule in knowledge.load("name_patterns")["rule"] for head in rule["heads"]}
    text = " ".join(sorted(heads))
    assert isinstance(list(names_by_rule(text, Block(0, len(text), "paragraph"), [])), list)


@pytest.mark.parametrize("file", ["offices", "name_patterns"])
def test_no_word_stands_twice_in_a_list(file: str) -> None:
    for name, words in knowledge.load(file).items():
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            assert sorted({word for word in words if words.count(word) > 1}) == [], name
