"""The phrases and verbs of knowledge/events.toml, written out in a rule's pattern."""

import re

from osce_docs.knowledge import load

MACRO = re.compile(r" ?(?<!\?P)<([a-z_]+)(?::([a-z_]+))?>")
# The bars of an alternation that stand in no brackets, and the first word of an alternative.
OUTER_BAR = re.compile(r"\|(?![^()]*\))")
FIRST_WORD = re.compile(r"^[a-z]+")


def expanded(pattern: str) -> str:
    """Replace `<join>`, `<be:join>`, `<been:join>` and `<phrase>` by what events.toml says they stand for."""
    done = MACRO.sub(meaning, pattern)
    return done if done == pattern else expanded(done)


def meaning(macro: re.Match[str]) -> str:
    """Return what a match of MACRO stands for, in which other macros may stand."""
    space = " " if macro[0].startswith(" ") else ""
    if macro[2] is None and macro[1] in load("events")["phrases"]:
        return f"{space}(?:{load('events')['phrases'][macro[1]]})"
    return _verb(macro[1] if macro[2] else "do", macro[2] or macro[1])


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
    passive = rf"(?P<verb><was> <adverb>(?:{done})|<adverb>(?:{done})(?=<no_object>))"
    return {
        "do": rf"<aside>,? (?P<verb>{active})\b",
        "then": rf"(?P<verb>{active})\b",
        "be": rf"<aside> (?P<verb><was> <adverb>(?:{done}))\b",
        "been": rf"(?:<aside>|,? (?:which|that|who)|,)? {passive}",
        "done": passive,
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
