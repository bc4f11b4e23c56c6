"""Which mentions of a text speak of the same thing put forward: names, `this plan`, `it`, `the first two`."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from osce_docs.ingest.extract.forms import SAME
from osce_docs.ingest.extract.proposal_mentions import Mention
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.knowledge import load
from osce_docs.readings import Block

IDLE = frozenset({"the", "of", "on", "for", "a", "s", "in", "and"})
INDEFINITE = frozenset({"", "a", "an", "another", "some", "several", "any", "many", "various"})
OWN = frozenset({"its", "their", "his", "her", "our", "genitive"})
# So many paragraphs back "it" and "the plan" are looked for.
REACH = 2
SOME = re.compile(
    r"\b(?:number|series|variety|range|couple|host|succession|string|spate|flurry) of (?:\w+ )?$", re.IGNORECASE
)
# "The proposal comprises a package": the package is the proposal.
COPULA = re.compile(
    r"^[^.;:]{0,60}\b(?:comprises?|comprised|is|was|are|were|represents?|constitutes?|consists? of|contains?)\s+an?\s$"
)


@dataclass(slots=True)
class Thread:
    """One thing put forward, with the numbers of its mentions. `place` is its (place, size) in a series, `heading`
    the heading that names it."""

    mentions: list[int] = field(default_factory=list)
    name: str = ""
    proper: bool = False
    head: str = ""
    instrument: bool = False
    heading: Block | None = None
    place: tuple[int, int] | None = None


class Threader:
    """Follows what is put forward through a document, mention by mention.

    `put` and `answered` are the mentions of which a sentence says that they were put forward, or answered; `listed`
    those whose content the text lists ("agreed on the following principles: …"); `headings` the headings, by their
    words, that name a proposal.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        put: Set[int],
        answered: Set[int],
        headings: dict[str, Block],
        listed: Set[int],
    ) -> None:
        self.text, self.sentences, self.mentions = text, sentences, mentions
        self.put, self.answered, self.listed = put, answered, listed
        roles = {sentence.block: sentence.role for sentence in sentences}
        paragraphs = [block for block, role in roles.items() if role != "item"]
        self.rank = {block: sum(paragraph <= block for paragraph in paragraphs) for block in roles}
        self.threads: list[Thread] = []
        self.series: list[Thread] = []
        self.headings = {words: Thread(name=words, proper=True, heading=block) for words, block in headings.items()}

    def follow(self) -> list[Thread]:
        """Return the threads in the order in which they begin."""
        for number, mention in enumerate(self.mentions):
            for thread in self._meant(number, mention):
                thread.mentions.append(number)
                if thread not in self.threads:
                    self.threads.append(thread)
        return self.threads

    def latest(self, number: int) -> list[Thread]:
        """Return what was spoken of last before the sentence with this number ends, in the same paragraph."""
        block = self.sentences[number].block
        near = [m for m, mention in enumerate(self.mentions) if mention.sentence <= number and self._block(m) == block]
        return next((found for m in reversed(near) if (found := self._of(m))), [])

    def _meant(self, number: int, mention: Mention) -> list[Thread]:
        spoken = number in self.put or number in self.answered
        section = self.headings.get(self.sentences[mention.sentence].section)
        if mention.kind == "pronoun":
            return self._pronoun(mention, section) if spoken else []
        if found := self._in_series(number, mention):
            return found
        if mention.proper:
            return self._named(number, mention, section, spoken)
        if mention.kind == "ordinal":
            return []
        if mention.determiner in INDEFINITE or "more" in mention.ordinals:
            return self._indefinite(number, mention, section, spoken)
        return self._definite(number, mention, section, spoken)

    def _pronoun(self, mention: Mention, section: Thread | None) -> list[Thread]:
        if mention.ordinals in {"both", "neither"} and len(self.series) == 2:
            return self.series
        if section:
            return [section]
        return [thread for thread in self._near(mention) if self._within_speech(thread, mention)][:1]

    def _within_speech(self, thread: Thread, mention: Mention) -> bool:
        """Tell whether a pronoun still reaches the thread: three sentences back, and over a paragraph's end only
        where it stands in the first sentence."""
        last = self.mentions[max(thread.mentions)].sentence
        block = self.sentences[mention.sentence].block
        opens = mention.sentence == 0 or self.sentences[mention.sentence - 1].block != block
        return mention.sentence - last <= 3 and (opens or self.sentences[last].block == block)

    def _in_series(self, number: int, mention: Mention) -> list[Thread]:
        """Begin a series (`made three proposals`), or find the members that ordinals mean."""
        new = mention.determiner in INDEFINITE or "more" in mention.ordinals
        if mention.plural and mention.number > 1 and new and number in self.put and not self._counted(mention):
            if len(self.series) != mention.number or "more" in mention.ordinals:
                self.series = [
                    Thread(head=mention.head, place=(n, mention.number)) for n in range(1, mention.number + 1)
                ]
            return self.series
        if not self.series or mention.kind == "back" or mention.determiner not in {"the", "all", "both", "these"}:
            return []
        if (
            mention.plural
            and not self._counted(mention)
            and (mention.number == len(self.series) or mention.determiner == "all")
        ):
            return self.series
        return self._members(mention.ordinals, max(1, mention.number))

    @staticmethod
    def _counted(mention: Mention) -> bool:
        return any(
            word in load("proposals")["words"]["ordinals"] or word in {"last", "other"}
            for word in mention.ordinals.split()
        )

    def _members(self, ordinals: str, count: int) -> list[Thread]:
        words = ordinals.split()
        order = load("proposals")["words"]["ordinals"]
        places = [order.index(word) for word in words if word in order]
        if places[:1] == [0] and count > 1:
            return self.series[:count]
        if {"last", "latter", "final"} & set(words):
            return self.series[-count:]
        if "former" in words:
            return self.series[:1]
        return [self.series[place] for place in places if place < len(self.series)]

    def _named(self, number: int, mention: Mention, section: Thread | None, spoken: bool) -> list[Thread]:
        words = _own_words(mention.name)
        for thread in [*self.threads, *([section] if section else [])]:
            known = _own_words(thread.name)
            if thread.proper and words and known and (words <= known or known <= words):
                return [thread]
        if mention.name in load("proposals")["never"]["names"]:
            return []
        if mention.kind == "instrument":
            return [self._new(mention)] if spoken else []
        if not mention.kind and number not in self.put:
            return []
        listed = mention.head in load("proposals")["named"]["nouns"] and mention.name.split()[-1][:1].isupper()
        return [self._new(mention)] if spoken or listed or mention.kind == "own" else []

    def _indefinite(self, number: int, mention: Mention, section: Thread | None, spoken: bool) -> list[Thread]:
        if (
            number
            and COPULA.match(self.text[self.mentions[number - 1].end : mention.start])
            and (same := self._of(number - 1))
        ):
            return same
        answered = number in self.answered
        if not spoken or mention.kind == "back" or (self._announces(number, mention) and not answered):
            return []
        if section and not any(m in self.put for m in section.mentions):
            return [section]
        return [self._new(mention)]

    def _announces(self, number: int, mention: Mention) -> bool:
        """Tell whether the mention only announces what comes after it: `a number of plans`, `the following ideas`."""
        lead = self.text[max(0, mention.start - 24) : mention.start]
        vague = mention.determiner in {"some", "several", "many", "various"} or SOME.search(lead)
        return mention.plural and number not in self.listed and (bool(vague) or "following" in mention.ordinals)

    def _definite(self, number: int, mention: Mention, section: Thread | None, spoken: bool) -> list[Thread]:
        if section and (spoken or mention.kind != "put"):
            return [section]
        if self._announces(number, mention):
            return []
        if number in self.put and mention.determiner in OWN:
            return [self._new(mention)]
        same = [thread for thread in self._near(mention) if _last(thread.head) == _last(mention.head)]
        described = mention.name.lower().split()[-1].removesuffix("s") != _last(mention.head)
        ordered = any(word in {"second", "third", "new", "other", "fourth"} for word in mention.ordinals.split())
        exact = [thread for thread in self.threads if thread.name and thread.name.lower() == mention.name.lower()]
        if exact:
            return exact[:1]
        if same and not described and not (spoken and ordered):
            return same[:1] if spoken or _own_words(mention.name) <= _own_words(same[0].name) else []
        generic = _last(mention.head) in load("proposals")["generic"]["nouns"]
        new = number in self.put and len(mention.name.split()) > 1
        if spoken and generic and not described and not ordered and not new and (near := self._standing(mention)):
            return near[:1]
        return [self._new(mention)] if spoken and mention.kind != "back" else []

    def _standing(self, mention: Mention) -> list[Thread]:
        """Return what was spoken of shortly before, else the only thing put forward so far."""
        return self._near(mention) or (self.threads if len(self.threads) == 1 else [])

    def _new(self, mention: Mention) -> Thread:
        instrument = mention.kind == "instrument"
        return Thread(name=mention.name, proper=mention.proper, head=mention.head, instrument=instrument)

    def _near(self, mention: Mention) -> list[Thread]:
        """Return the threads spoken of shortly before, the latest first."""
        block = self.rank[self.sentences[mention.sentence].block]
        last = [(max(m for m in thread.mentions), thread) for thread in self.threads]
        near = [(m, thread) for m, thread in last if block - self.rank[self._block(m)] <= REACH]
        return [thread for _, thread in sorted(near, key=lambda each: -each[0])]

    def _of(self, number: int) -> list[Thread]:
        return [thread for thread in self.threads if number in thread.mentions]

    def _block(self, number: int) -> int:
        return self.sentences[self.mentions[number].sentence].block


def own_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without its noun, in plain letters: `kozak` of `Kozak plan`."""
    idle = {word for kind in load("proposals")["nouns"].values() for noun in kind for word in noun.split()}
    words = re.findall(r"[\w-]+", name.translate(SAME).lower())
    return tuple(word for word in words if word.removesuffix("s") not in idle and word not in IDLE)


def _own_words(name: str) -> frozenset[str]:
    return frozenset(own_words(name))


def _last(head: str) -> str:
    return head.rsplit(" ", 1)[-1]
