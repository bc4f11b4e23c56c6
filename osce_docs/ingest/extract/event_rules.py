"""The kinds of events and the rules that find them, as knowledge/events.toml states them, ready to be matched."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from osce_docs.ingest.extract.candidates import Candidates
from osce_docs.ingest.extract.event_words import MACRO, expanded, meaning
from osce_docs.ingest.extract.required import Requirements
from osce_docs.ingest.extract.sentences import PLACEHOLDER, compile_pattern, meaning_of
from osce_docs.knowledge import load
from osce_docs.readings import Mode

# A pattern that begins with subject and verb: `{states:who}<join>`.
SUBJECT_VERB = re.compile(
    r"(?:<alone>)?\{[a-z]+:(?P<group>[a-z_]+)\}(?:\(\?:,\? \(\?:which\|that\)\)\?)?"
    r"<(?P<form>be(?:en)?:)?(?P<verb>[a-z_]+)>(?! ?\|)"
)


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event. `anchors` are the fields that say which event it is (`body|place`: the first that is known).

    `once`: it can happen only once to its anchors; `yearly`: without that, only events of one year are compared;
    `lasting`: it is a state of affairs; `seated`: it happens where the body it happens to has its seat; `placeless`: it
    happens nowhere.
    """

    name: str
    label: str
    titles: tuple[str, ...]
    anchors: tuple[str, ...]
    once: bool = False
    yearly: bool = False
    lasting: bool = False
    seated: bool = False
    placeless: bool = False


@dataclass(frozen=True, slots=True)
class EventRule:
    """A sentence pattern that tells an event of `kind`.

    `roles` gives the participant's role that a group of the pattern stands for, `values` fields that the rule itself
    knows, `among` the keys that a group must be one of, `like` a pattern that its words must hold, `needs` the fields
    without which there is no event (`date|place`: either). `inherits` are fields taken from the event of that kind told
    last before, `each` is a group whose every name is an event of its own, `act` what happened where the kind does not
    say it. `dates` is `before` where a date behind belongs to what was decided, not to the decision. `chain` matches a
    further event told in the same breath, `hides` are kinds not read in the same words, `written` fields that keep the
    words of the text. `fact`: a wish or a denial before it does not unmake it; `dated`: without a date it is but a
    mention; `last`: only where nothing else is told. `shared` is the group that the subject of the sentence stands for
    (`joined the CSCE and signed a treaty`).
    """

    name: str
    kind: str
    cues: tuple[str, ...]
    sentence: str
    roles: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    among: Mapping[str, frozenset[str]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    mode: Mode | None = None
    like: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    inherits: tuple[str, ...] = ()
    each: str = ""
    act: str = ""
    dates: str = ""
    chain: re.Pattern[str] | None = None
    hides: tuple[str, ...] = ()
    dated: bool = False
    fact: bool = False
    shared: str = ""
    last: bool = False
    written: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """The sentence pattern, compiled the first time it is asked for: most rules of a text never are."""
        return _compiled(self.sentence)


@cache
def _compiled(sentence: str) -> re.Pattern[str]:
    return compile_pattern(expanded(sentence))


@cache
def _requirements() -> Requirements:
    stand_in = re.compile(rf"{MACRO.pattern}|{PLACEHOLDER.pattern}")
    return Requirements(stand_in, _meaning)


def _meaning(stand_in: re.Match[str]) -> str:
    macro = MACRO.fullmatch(stand_in[0])
    return meaning(macro) if macro else meaning_of(stand_in["kind"])


@cache
def event_kinds() -> Mapping[str, EventKind]:
    """Return the kinds by their name."""
    return {name: EventKind(name, **_tuples(each)) for name, each in load("events")["kinds"].items()}


def rules_for(skeleton: str) -> list[EventRule]:
    """Return the rules of which the skeleton holds a cue and what else they need, in the order of the data file."""
    return [event_rules()[number] for number in _candidates().among(skeleton)]


@cache
def _candidates() -> Candidates:
    requirements = _requirements()
    return Candidates([requirements.of(rule.sentence, frozenset(rule.cues)) for rule in event_rules()])


@cache
def event_rules() -> tuple[EventRule, ...]:
    """Return the rules in the order of the data file. Raises ValueError where one names an unknown kind or phrase."""
    return tuple(rule for values in load("events")["rule"] for rule in _rules(values))


def _rules(values: Mapping[str, Any]) -> Iterator[EventRule]:
    """A rule whose pattern begins with subject and verb also holds for a second verb behind `and`."""
    yield _rule(**values)
    subject = SUBJECT_VERB.match(values["pattern"])
    if subject and subject["verb"] in load("events")["verbs"]:
        rest = values["pattern"][subject.end() :]
        pattern = f"(?:(?<= and )|(?<= but )|(?<=, ))<{subject['form'] and 'done' or 'then'}:{subject['verb']}>{rest}"
        yield _rule(**{**values, "name": f"{values['name']}+and", "pattern": pattern, "shared": subject["group"]})


def _rule(name: str, kind: str, cue: str, pattern: str, **options: Any) -> EventRule:
    if kind not in event_kinds():
        raise ValueError(f"events.toml: the rule {name!r} is of an unknown kind {kind!r}")
    lists = load("events")["lists"]
    given = _tuples(options)
    given["among"] = {group: frozenset(lists[listed]) for group, listed in options.get("among", {}).items()}
    given["like"] = {group: re.compile(like, re.IGNORECASE) for group, like in options.get("like", {}).items()}
    given["chain"] = compile_pattern(expanded(options["chain"])) if "chain" in options else None
    return EventRule(name, kind, tuple(cue.lower().split("|")), pattern, **given)


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
