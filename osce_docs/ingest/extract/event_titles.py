"""The titles supplied for events, from the templates of their kinds (knowledge/events.toml)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from osce_docs.edtf import bounds
from osce_docs.ingest.extract.event_rules import EventKind
from osce_docs.ingest.extract.gazetteer import entries
from osce_docs.ingest.extract.sentences import BODIES
from osce_docs.knowledge import load
from osce_docs.readings import Claim, FoundName

Names = Mapping[str | int, FoundName]
FIELD = re.compile(r"\{(\w+)\}")
# Kinds of things whose names take an article within a title.
WITH_ARTICLE = BODIES | {"instrument"}
# Bodies that have a head.
LED = frozenset({"field-operation", "institution", "parliament"})
LEADING = re.compile(r"^(?:the|The) (?=[a-z(“\"]|[A-Z])")
CLAUSE = re.compile(r"^(?:[a-z]{3,14}ed|gave|took|sent|made|set) |\b(?:will|is|are|was|were|has|have|to)\b")


def title(kind: EventKind, claims: Sequence[Claim], names: Names, act: str) -> str:
    """Return the supplied title: the first template of the kind whose fields are all known, else its label."""
    values = _values(kind, claims, names, act)
    for template in kind.titles:
        if all(values.get(field) for field in FIELD.findall(template)):
            return _worded(template, values)
    return kind.label


def _worded(template: str, values: Mapping[str, str]) -> str:
    """Fill the template: one article where two would meet, none at the head, and nothing said twice."""
    subject = values.get("subject", "")
    if _says(subject, FIELD.sub("", template).split(":")[0]) or (_says(subject, values["act"]) and "{act}" in template):
        template = "{subject}"
    led = template.replace("{act}", values["act"])
    written = led.replace("{subject}", _with_article(led, subject)).format(**values)
    for long, short in load("events")["short_names"].items():
        written = written.replace(long, short)
    written = LEADING.sub("", re.sub(r"\b([Tt])he the ", r"\1he ", written))
    return written[:1].upper() + written[1:]


def _with_article(template: str, subject: str) -> str:
    """`Closing of the field office`: a thing in plain words takes the article behind a preposition."""
    first = subject.split(" ")[0]
    bare = first[:1].islower() and first not in load("events")["lists"]["without_article"]
    written = f"the {subject}" if bare and re.search(r"\b(?:of|on|from) \{subject\}", template) else subject
    return written.replace("{", "{{").replace("}", "}}")


def _says(subject: str, label: str) -> bool:
    """Tell whether the subject holds the label's own word: `Exchange of data exchange`, `Seminar: seminar on …`."""
    word = next(iter(re.findall(r"[A-Za-z]{5,}", label)), "").lower()
    return bool(word) and re.search(rf"\b{word}\b", subject.lower()) is not None


def _values(kind: EventKind, claims: Sequence[Claim], names: Names, act: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for claim in claims:
        if isinstance(claim.value, str):
            values.setdefault(claim.field, _named(claim.value, names))
    people = [_who(claim, names) for claim in claims if claim.field == "participant" and not _is_left_out(claim)]
    people = list(dict.fromkeys(each for each in people if each))
    if kind.label == "Meeting" and len(people) == 1 and not _is_body(claims):
        people = []
    values["participants"] = " and ".join([", ".join(people[:-1]), people[-1]] if len(people) > 1 else people)
    values["act"] = act
    values |= _chair(claims, names) | _office(claims, names)
    alone = alone_signing(kind.label.lower(), claims)
    body = next((claim.value for claim in claims if claim.field == "subject" and claim.value in entries()), "")
    values["joined"] = _named(body, names) if body else ""
    values["signatory"] = _named(alone, names) if alone else ""
    values["subject"] = _matter(values.get("subject", ""), kind.label)
    values["about"] = _about(values["subject"].removeprefix("on the following "))
    values["year"] = _year(next((claim.value for claim in claims if claim.field == "date"), ""))
    return values


def _is_body(claims: Sequence[Claim]) -> bool:
    """Tell whether a body is among those who take part: of it a meeting may be, but not of one State."""
    keys = [claim.value["name"] for claim in claims if claim.field == "participant" and not claim.value["holder"]]
    return any(key in entries() and entries()[key].kind in BODIES for key in keys)


def _chair(claims: Sequence[Claim], names: Names) -> dict[str, str]:
    """Who chairs "the Co-Chairs of the Group" co-chairs the Group."""
    chairs: dict[str, str] = load("memberships")["chairs"]
    body = next((claim.value for claim in claims if claim.field == "body" and claim.value in chairs), "")
    chair = {"chair": "Co-chairmanship" if body.endswith("co-chairs") else "Chairmanship"}
    return chair | ({"body": _named(chairs[body], names)} if body else {})


def _office(claims: Sequence[Claim], names: Names) -> dict[str, str]:
    """Who is appointed to a body that has a head is appointed as that."""
    subject = next((claim.value for claim in claims if claim.field == "subject"), "")
    known = entries().get(subject)
    led = known is not None and known.kind in LED and subject not in load("memberships")["officers"]
    held = load("events")["offices"].get(subject) or (f"head of {_named(subject, names)}" if led else "")
    return {"office": held} if held else {}


def alone_signing(kind: str, claims: Sequence[Claim]) -> str:
    """Return the State that alone signed an instrument which States sign one by one, or ''."""
    subject = next((claim.value for claim in claims if claim.field == "subject"), "")
    if kind != "signature" or subject not in load("events")["lists"]["open_instruments"]:
        return ""
    keys = {claim.value["name"] for claim in claims if claim.field == "participant" and claim.value["name"]}
    states = [key for key in keys if key in entries() and entries()[key].kind == "state"]
    return states[0] if len(keys) == 1 and states else ""


def _is_left_out(claim: Claim) -> bool:
    return is_beside(claim) or claim.value["role"] in load("events")["lists"]["behind_roles"]


def is_beside(claim: Claim) -> bool:
    """Tell whether a participant only stands beside the event: who hosted, mediated or looked on does not name it."""
    return claim.rule.startswith("attendance/") and claim.value["role"] not in load("events")["lists"]["main_roles"]


def _matter(subject: str, label: str) -> str:
    """Return what the event is about, without the words that lead on to something else."""
    subject = re.sub(
        r" (?:to the (?:sides|parties)|based|made|held|known|called|in|on|at|of|for|by|with)$", "", subject
    )
    if re.match(r"(?:number|series|set|package|range|couple|variety) of ", subject):
        return f"a {subject}"
    first, _, rest = subject.partition(" ")
    if rest and first.lower() in _small_words():
        return f"{first.lower()} {rest}"
    plans = load("proposals")["nouns"]
    alone = label == "Proposal" and subject and not rest and subject.lower() not in {*plans["own"], *plans["put"]}
    return (
        f"{subject} proposal"
        if alone
        else "package proposal"
        if label == "Proposal" and subject == "Package"
        else subject
    )


def _about(matter: str) -> str:
    """`Decision to …`, `Decision on the …`; a clause stands behind a colon."""
    if not matter or re.match(r"(?:to|that|on|for) ", matter):
        return matter
    if CLAUSE.search(matter):
        return f"– {matter}"
    article = (
        "" if re.match(r"(?:a|an|the|its|their|two|three|[A-Z\d])\b|[A-Z]", matter) or matter[-1:] == "s" else "the "
    )
    return f"on {article}{matter}"


def _who(claim: Claim, names: Names) -> str:
    person = names.get(claim.start)
    return person.name if person else claim.value["holder"] or _named(claim.value["name"], names)


def _named(value: str, names: Names) -> str:
    """Return the name for a key as it stands inside a phrase: `the OSCE Office in Baku`, `Malta`."""
    known = entries().get(value)
    name = known.in_phrase if known else names[value].name if value in names else value
    kind = known.kind if known else names[value].kind if value in names else ""
    plain = name.startswith(("the ", "The ")) or " " not in name
    return name if plain or kind not in WITH_ARTICLE else f"the {name}"


def _year(date: str) -> str:
    day = bounds(date)[0] if date else None
    return str(day.year) if day else ""


@cache
def _small_words() -> frozenset[str]:
    return frozenset(load("events")["lists"]["small_words"])
