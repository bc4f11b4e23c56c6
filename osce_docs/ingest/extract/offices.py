"""The grammar of offices and personal names, compiled from the cue words of knowledge/offices.toml.

All patterns are matched on text in which the names already found are masked (see masks.py), so an office's tail
reads `of ■■■■ for European Affairs` whatever the country. Groups are atomic or bounded: linear time on hostile text.
"""

import re
from collections.abc import Iterable
from functools import cache

from osce_docs.ingest.extract.masks import MARKS, OFFICE
from osce_docs.knowledge import load

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĜĞĠĢĤĨĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŖŘŚŜŞȘŠŢȚŤŨŪŮŰŲŴŶŹŻŽƏ"
TOKEN = rf"(?:[aAeE]l-|[dDlO]')?[{UPPER}](?:\.(?:-?[{UPPER}]\.)?|[\w']{{1,30}}(?:-[\w'{UPPER}]{{1,30}}){{0,2}})"
PARTICLE = r"(?:d[aeiou]|das|dos|de[lrn]|della|v[ao]n|te[rn]|bin|ibn|al|el|la|le|zu|af|av|y|e)"
NAME = rf"{TOKEN}(?: (?:{PARTICLE} ){{0,2}}{TOKEN}){{0,4}}"
MARKED = rf"[{MARKS}]{{1,300}}"
LINK = r"(?:(?:of|for|to|on|in|at|with|and|the|&|from|its|his|her|their) ){0,3}"


@cache
def cue() -> re.Pattern[str]:
    """Match a cue word of an office, or a masked office-like body such as `OSCE Chairman-in-Office`."""
    return re.compile(_cue())


@cache
def before_name() -> re.Pattern[str]:
    """Match `<office> <name>`: the groups are `cue`, `office` (from the first cue on), `name`."""
    return re.compile(rf"(?P<office>{_offices()})(?P<comma>[,:]?)(?: -)? \(?(?P<name>{NAME})")


@cache
def after_name() -> re.Pattern[str]:
    """Match `<name>, <office>`, `<name> (<office>)` and `<name> was appointed <office>`."""
    verbs = _either(load("offices")["becomes"])
    link = rf"(?:, (?:who (?:is|was) )?| \(| (?:{verbs}) )"
    article = r"(?:the |an? |as (?:the |an? )?|his |her |its )?"
    return re.compile(
        rf"(?<![\w-])(?P<name>{NAME}){link}{article}(?P<office>(?>(?:{_before()} ){{0,6}}{_cue()}{_tail()}))(?!,? {TOKEN})"
    )


@cache
def appointed() -> re.Pattern[str]:
    """Match `appointed <name> as <office>`."""
    verbs = _either(load("offices")["appoints"])
    article = r"(?:the |an? |his |her |its |their )?"
    origin = rf"(?: of {LINK}{MARKED}| \({MARKED}\)|, [^,;.]{{1,60}},)?"
    return re.compile(
        rf"\b(?:{verbs}) (?P<name>{NAME}){origin} (?:as|to (?:be|the post of|the position of)|to) {article}"
        rf"(?P<office>(?>(?:{_before()} ){{0,6}}{_cue()}{_tail()}))"
    )


@cache
def item() -> re.Pattern[str]:
    """Match a list item that is `<name> (<state>)`."""
    return re.compile(rf"\A[\s\W]{{0,6}}(?:\d{{1,3}}[.)] ?)?(?P<name>{NAME}),? \((?:the )?{MARKED}[^()]{{0,60}}\)")


@cache
def another() -> re.Pattern[str]:
    """Match what stands between one name of a list and the next: ` of Spain, and `."""
    origin = rf"(?: of (?:the )?{MARKED}| \((?:the )?{MARKED}\))?"
    return re.compile(rf"(?:'s?)?{origin}(?:, and |, | and | & )(?P<name>{NAME})")


@cache
def leading() -> re.Pattern[str]:
    """Match the words before a cue that belong to the office: `former Norwegian `, `OSCE `, `Deputy `."""
    return re.compile(rf"(?<![\w'-])(?:{_before()} ){{1,6}}\Z")


@cache
def stop_words() -> frozenset[str]:
    """Return the words that are no part of a person's name."""
    offices, patterns = load("offices"), load("name_patterns")
    words = [*offices["cues"], *offices["titles"], *offices["subjects"], *offices["before"], *offices["not_names"]]
    parts = {part for word in [*words, *patterns["common_nouns"]] for part in word.split()}
    return frozenset(parts | {part.capitalize() for part in parts} | {part + "s" for part in parts})


@cache
def titles() -> re.Pattern[str]:
    """Match an office that ends in a title which may stand before a bare surname: `President`."""
    return re.compile(rf"(?:{_either(load('offices')['titles'])})s?\.?\Z", re.IGNORECASE)


def _offices() -> str:
    one = rf"{_cue()}{_tail()}"
    return rf"(?>{one}(?:(?:,| and|, and|,? who is(?: also)?|/)? ?(?:the )?(?>(?:{_before()} ){{0,6}}){one}){{0,3}})"


def _cue() -> str:
    words = sorted([*load("offices")["cues"], *load("offices")["titles"]], key=len, reverse=True)
    return rf"(?:(?<![\w-])(?i:{'|'.join(map(_spaced, words))})(?:s|(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\bDr)\.)?(?![\w])|{OFFICE}{{1,300}})"


def _tail() -> str:
    """What may follow a cue inside the office: `of ■■■`, `for European Affairs`, `on Arms Control`."""
    return rf"(?>(?: {LINK}(?:{_either(load('offices')['subjects'])}|{MARKED}(?:'s?)?)){{0,10}})"


def _before() -> str:
    words = _either([*load("offices")["before"], *load("offices")["subjects"]])
    return rf"(?:{words}|{MARKED}(?:'s?)?)"


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return rf"(?:(?<![\w-])(?i:{'|'.join(map(_spaced, ordered))})(?![\w]))"


def _spaced(word: str) -> str:
    return re.escape(word).replace(r"\-", "[- ]?")
