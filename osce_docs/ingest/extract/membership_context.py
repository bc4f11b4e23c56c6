"""Which body a sentence about an office means when it leaves it out: `Ann Lee took over on 3 May 2001`."""

import re
from collections.abc import Collection, Sequence

from osce_docs.ingest.extract.sentences import BODIES, Sentence
from osce_docs.knowledge import load
from osce_docs.readings import FoundName

POST = re.compile(r"\b(?:position|post|office|function) of (?:the )?(⟦body\d{1,3}⟧)", re.IGNORECASE)
OPENING = re.compile(r"(?:The )?(⟦body\d{1,3}⟧)", re.IGNORECASE)
# So far back the admission or the office-holder may stand to which "on the same day" or "his successor" refers.
REACH = 400
# The bodies that one person leads for a term.
LED = frozenset({"field-operation", "institution", "parliament"})


def body_meant(
    context: str, here: Sentence, at: int, sentences: Sequence[Sentence], last: tuple[str, str, int] | None
) -> str:
    """Return the body that `here` leaves out at offset `at` of the text, as the rule's `context` tells, or ''.

    `last` is the membership told before: its body, role and end in the text.
    """
    near = last is not None and here.start - last[2] < REACH
    if context in {"same", "last"}:
        return last[0] if last and near else ""
    if context == "post":
        return _post(here, sentences) or (last[0] if last and near and last[1] == "head" else "")
    if context == "subject":
        return _opening(sentences)
    if context == "sentence":
        own = [name.key for name in here.names if name.kind in BODIES]
        return own[0] if own else _named_before(here, at, sentences)
    if context == "paragraph":
        named_last = _named_before(here, at, sentences)
        return "" if named_last in load("memberships")["headless"] else named_last
    if context in {"led", "parliament"}:
        return _nearest(LED if context == "led" else {context}, here, at, sentences)
    return _only_one(context, here, sentences)


def _nearest(kinds: Collection[str], here: Sentence, at: int, sentences: Sequence[Sentence]) -> str:
    """Return the body of one of `kinds` named last before `at` in the paragraph, else the only one named before it."""
    before = [name for each in sentences if each.start <= here.start for name in each.names if name.end <= at]
    fit = [name.key for name in before if name.kind in kinds]
    paragraph = min(each.start for each in sentences if each.block == here.block)
    near = [name.key for name in before if name.kind in kinds and name.start >= paragraph]
    return near[-1] if near else fit[0] if len(set(fit)) == 1 else ""


def _only_one(kind: str, here: Sentence, sentences: Sequence[Sentence]) -> str:
    """Return the body of `kind` that alone is named before, else the one named in the sentence before."""
    before = [each for each in sentences if each.start < here.start]
    named = {name.key for each in before for name in each.names if name.kind == kind}
    nearest = [name.key for each in before[-1:] for name in each.names if name.kind == kind]
    return named.pop() if len(named) == 1 else nearest[-1] if nearest else ""


def _opening(sentences: Sequence[Sentence]) -> str:
    """Return the body with which the text's first sentence opens: what the text is about."""
    first = next((each for each in sentences if each.role == "paragraph"), None)
    opening = OPENING.match(first.skeleton) if first else None
    name = first.slots[opening[1]] if first and opening else None
    return name.key if isinstance(name, FoundName) else ""


def _named_before(here: Sentence, at: int, sentences: Sequence[Sentence]) -> str:
    """Return the body named last before `at` in the paragraph."""
    paragraph = [each for each in sentences if each.block == here.block and each.start <= here.start]
    names = [name for each in paragraph for name in each.names if name.end <= at and name.kind in BODIES]
    return names[-1].key if names else ""


def _post(here: Sentence, sentences: Sequence[Sentence]) -> str:
    """Return the body whose post the sentence before speaks of, else the one that the section's heading is about."""
    for sentence in (each for each in sentences if each.start < here.start and here.start - each.end < 4):
        post = POST.search(sentence.skeleton)
        name = sentence.slots[post[1]] if post else None
        if isinstance(name, FoundName):
            return name.key
    offices: dict[str, str] = load("memberships")["offices"]
    headed = (body for heading, body in offices.items() if re.fullmatch(heading, here.section, re.IGNORECASE))
    return next(headed, "") or _only_officer(here, sentences)


def _only_officer(here: Sentence, sentences: Sequence[Sentence]) -> str:
    """Return the body whose head is the one office that the text names up to `here`, or ''."""
    officers: dict[str, str] = load("memberships")["officers"]
    before = [name.key for each in sentences if each.start <= here.start for name in each.names]
    named = {key for key in before if key in officers}
    return officers[named.pop()] if len(named) == 1 else ""
