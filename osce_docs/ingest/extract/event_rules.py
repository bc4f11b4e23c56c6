"""The kinds of events and the rules that find them, as knowledge/events.toml states them, ready to be matched."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from osce_docs.ingest.extract.sentences import compile_pattern
from osce_docs.knowledge import load
from osce_docs.readings import Mode

MACRO = re.compile(r" ?(?<!\?P)<([a-z_]+)(?::([a-z_]+))?>")


# The bars of an alternation that stand in no brackets, and the first word of an alternative.
OUTER_BAR = re.compile(r"\|(?![^()]*\))")
FIRST_WORD = re.compile(r"^[a-z]+")
SUBJECT_VERB = re.compile(
    r"(?:<alone>)?\{[a-z]+:(?P<group>[a-z_]+)\}(?:\(\?:,\? \(\?:which\|that\)\)\?)?"
    r"<(?P<form>be(?:en)?:)?(?P<verb>[a-z_]+)>(?! ?\|)"
)


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event. `anchors` are the fields that say which event it is (`body|place`: the first that is known);
    `once`: it can happen only once to its anchors; `yearly`: without that, only events of one year are compared.
    `lasting`: it is a state of affairs; `seated`: it happens where the body it happens to has its seat; `placeless`: it happens nowhere."""

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
    further event told in the same breath, `hides` are kinds not read in the same words, `fact`: a wish or a denial
    before it does not unmake it, `dated`: without a date it is but a mention. `written` are fields
    that keep the words of the text. `shared` is the group that the subject of the clause stands for (`joined the CSCE and
    signed the Final Act`).
    """

    name: str
    kind: str
    cue: re.Pattern[str]
    pattern: re.Pattern[str]
    roles: Mapping[str, str]
    values: Mapping[str, str]
    among: Mapping[str, frozenset[str]]
    needs: tuple[str, ...]
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
    written: tuple[str, ...] = ()


@cache
def event_kinds() -> Mapping[str, EventKind]:
    """Return the kinds by their name."""
    return {
        name: EventKind(
            name,
            each["label"],
            tuple(each["titles"]),
            tuple(each["anchors"]),
            each.get("once", False),
            each.get("yearly", False),
            each.get("lasting", False),
            each.get("seated", False),
            each.get("placeless", False),
        )
        for name, each in load("events")["kinds"].items()
    }


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
    among = {group: frozenset(lists[listed]) for group, listed in options.pop("among", {}).items()}
    like = {group: re.compile(words, re.IGNORECASE) for group, words in options.pop("like", {}).items()}
    if "chain" in options:
        options["chain"] = compile_pattern(_expanded(options["chain"]))
    found = {"roles": {}, "values": {}, "needs": (), **options}
    cues = re.compile(cue, re.IGNORECASE)
    return EventRule(name, kind, cues, compile_pattern(_expanded(pattern)), among=among, like=like, **found)


def _expanded(pattern: str) -> str:
    """Replace `<join>`, `<be:join>`, `<been:join>` and `<phrase>` by what events.toml says they stand for."""
    done = MACRO.sub(_macro, pattern)
    return done if done == pattern else _expanded(done)


def _macro(match: re.Match[str]) -> str:
    space = " " if match[0].startswith(" ") else ""
    if match[2] is None and match[1] in load("events")["phrases"]:
        return f"{space}(?:{load('events')['phrases'][match[1]]})"
    return _verb(match[1] if match[2] else "do", match[2] or match[1])


def _verb(form: str, name: str) -> str:
    """The forms of a verb: `do` finite active, `be` finite passive, `been` also the bare participle after its noun.

    `then` and `done` are the same without a subject before them. The present tense is a group `now` of its own.
    """
    try:
        verb = load("events")["verbs"][name]
    except KeyError:
        raise ValueError(f"events.toml: no phrase or verb is called {name!r}") from None
    done, past, base = verb.get("done", verb["past"]), verb["past"], verb["base"]
    active = f"<has> <adverb>(?:{done})|<adverb>(?:{past})|<will> <adverb>(?:{base})|<adverb>(?P<now>{_present(base)})"
    return {
        "do": rf"<aside>,? (?P<verb>{active})",
        "then": rf"(?P<verb>{active})",
        "be": rf"<aside> (?P<verb><was> <adverb>(?:{done}))",
        "been": rf"(?:<aside>|,? (?:which|that|who)|,)? (?P<verb>(?:<was> )?<adverb>(?:{done}))",
        "done": rf"(?P<verb>(?:<was> )?<adverb>(?:{done}))",
    }[form]


def _present(base: str) -> str:
    """`join|ratify|be held` becomes `joins|ratifies|(?:is|are) held`, for chronicles."""
    return "|".join(FIRST_WORD.sub(lambda word: _third_person(word[0]), each) for each in OUTER_BAR.split(base))


def _third_person(word: str) -> str:
    if word == "be":
        return "(?:is|are)"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("sh", "ch", "s", "o", "x")) else f"{word}s"
