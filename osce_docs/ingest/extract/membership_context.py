"""Which body a sentence about an office means when it leaves it out: `Ann Lee took over on 3 May 2001`."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from osce_docs.ingest.extract.sentences import BODIES, Sentence
from osce_docs.ingest.extract.stretches import InOrder
from osce_docs.knowledge import load
from osce_docs.readings import FoundName

POST = re.compile(r"\b(?:position|post|office|function) of (?:the )?(⟦body\d{1,3}⟧)", re.IGNORECASE)
OPENING = re.compile(r"(?:The )?(⟦body\d{1,3}⟧)", re.IGNORECASE)
# So far back the admission or the office-holder may stand to which "on the same day" or "his successor" refers.
REACH = 400
# The bodies that one person leads for a term.
LED = frozenset({"field-operation", "institution", "parliament"})


class _Named:
    """Names of some kinds, or with some keys, in the order of a text."""

    def __init__(self, sentences: Sequence[Sentence], wanted: Collection[str]) -> None:
        every = ((name, each.block) for each in sentences for name in each.names)
        self._found = [(name, block) for name, block in every if name.kind in wanted or name.key in wanted]
        self._ends = [name.end for name, _ in self._found]
        keys = [name.key for name, _ in self._found]
        # How many names, from the first on, are of one thing.
        self._alike = next((number for number, key in enumerate(keys) if key != keys[0]), len(keys))

    def last(self, at: int, start: int = 0, block: int | None = None) -> str:
        """Return the key named last in text[start:at], or ''; with `block`, only there."""
        number = bisect_right(self._ends, at) - 1
        name, where = self._found[number] if number >= 0 else (None, None)
        return name.key if name and name.start >= start and block in {None, where} else ""

    def only(self, at: int) -> str:
        """Return the one key that is named before `at`, or ''."""
        number = bisect_right(self._ends, at)
        return self._found[0][0].key if 0 < number <= self._alike else ""


class Context:
    """The sentences of a document, for those that leave out what was said before."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._places = InOrder(sentences)
        self._opening = _opening(sentences)
        self._known: dict[frozenset[str], _Named] = {}

    def body_meant(self, context: str, here: Sentence, at: int, last: tuple[str, str, int] | None = None) -> str:
        """Return the body that `here` leaves out at offset `at` of the text, as the rule's `context` tells, or ''.

        `last` is the membership told before: its body, role and end in the text.
        """
        near = last is not None and here.start - last[2] < REACH
        if context in {"same", "last"}:
            return last[0] if last and near else ""
        if context == "post":
            return self._post(here) or (last[0] if last and near and last[1] == "head" else "")
        if context == "subject":
            return self._opening
        if context == "sentence":
            own = next((name.key for name in here.names if name.kind in BODIES), "")
            return own or self._named(BODIES).last(at, block=here.block)
        if context == "paragraph":
            named_last = self._named(BODIES).last(at, block=here.block)
            return "" if named_last in load("memberships")["headless"] else named_last
        if context in {"led", "parliament"}:
            named = self._named(LED if context == "led" else {context})
            return named.last(at, block=here.block) or named.only(at)
        return self._only_one(context, here)

    def _only_one(self, kind: str, here: Sentence) -> str:
        """Return the body of `kind` that alone is named before, else the one named in the sentence before."""
        number, named = self._places.number_at(here.start), self._named({kind})
        before = self._sentences[max(0, number - 1)].start
        return named.only(here.start) or named.last(here.start, before)

    def _post(self, here: Sentence) -> str:
        """Return the body whose post the sentence before speaks of, else the one that the heading is about."""
        number = self._places.number_at(here.start)
        for sentence in self._sentences[max(0, number - 3) : number]:
            post = POST.search(sentence.skeleton) if here.start - sentence.end < 4 else None
            name = sentence.slots[post[1]] if post else None
            if isinstance(name, FoundName):
                return name.key
        offices: dict[str, str] = load("memberships")["offices"]
        headed = (body for heading, body in offices.items() if re.fullmatch(heading, here.section, re.IGNORECASE))
        return next(headed, "") or self._only_officer(here)

    def _only_officer(self, here: Sentence) -> str:
        """Return the body whose head is the one office that the text names up to `here`, or ''."""
        officers: dict[str, str] = load("memberships")["officers"]
        return officers.get(self._named(officers).only(here.end), "")

    def _named(self, wanted: Collection[str]) -> _Named:
        names = frozenset(wanted)
        if names not in self._known:
            self._known[names] = _Named(self._sentences, names)
        return self._known[names]


def _opening(sentences: Sequence[Sentence]) -> str:
    """Return the body with which the text's first sentence opens: what the text is about."""
    first = next((each for each in sentences if each.role == "paragraph"), None)
    opening = OPENING.match(first.skeleton) if first else None
    name = first.slots[opening[1]] if first and opening else None
    return name.key if isinstance(name, FoundName) else ""
