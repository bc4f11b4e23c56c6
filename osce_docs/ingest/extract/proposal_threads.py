"""Which mentions of a text speak of the same thing put forward: names, `this plan`, `it`, `the first two`."""

import re
from bisect import bisect_right
from collections.abc import Sequence, Set

from osce_docs.ingest.extract.proposal_mentions import Mention
from osce_docs.ingest.extract.proposal_spoken import Spoken, Thread, are_alike, last_word, own_words
from osce_docs.ingest.extract.sentences import Sentence
from osce_docs.knowledge import load
from osce_docs.readings import Block

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
        self.rank = {block: bisect_right(paragraphs, block) for block in roles}
        self.threads = Spoken()
        self.series: list[Thread] = []
        self.headings = {words: Thread(name=words, proper=True, heading=block) for words, block in headings.items()}

    def follow(self) -> list[Thread]:
        """Return the threads in the order in which they begin."""
        for number, mention in enumerate(self.mentions):
            self.threads.speak(number, self._meant(number, mention), number in self.put)
        return self.threads.all

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
        latest = self._latest(mention)
        return [latest] if latest and self._within_speech(latest, mention) else []

    def _within_speech(self, thread: Thread, mention: Mention) -> bool:
        """Tell whether a pronoun still reaches the thread: three sentences back, and over a paragraph's end only
        where it stands in the first sentence."""
        last = self.mentions[thread.mentions[-1]].sentence
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
        known = self.threads.named(mention.name)
        if known is None and section and are_alike(mention.name, section.name):
            known = section
        if known is not None:
            return [known]
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
            and (same := self.threads.of(number - 1))
        ):
            return same
        answered = number in self.answered
        if not spoken or mention.kind == "back" or (self._announces(number, mention) and not answered):
            return []
        if section and not section.put:
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
        same = self.threads.headed(last_word(mention.head))
        described = mention.name.lower().split()[-1].removesuffix("s") != last_word(mention.head)
        ordered = any(word in {"second", "third", "new", "other", "fourth"} for word in mention.ordinals.split())
        if exact := self.threads.called(mention.name):
            return [exact]
        if same and self._is_near(same, mention) and not described and not (spoken and ordered):
            return [same] if spoken or set(own_words(mention.name)) <= set(own_words(same.name)) else []
        generic = last_word(mention.head) in load("proposals")["generic"]["nouns"]
        new = number in self.put and len(mention.name.split()) > 1
        if spoken and generic and not described and not ordered and not new and (near := self._standing(mention)):
            return [near]
        return [self._new(mention)] if spoken and mention.kind != "back" else []

    def _standing(self, mention: Mention) -> Thread | None:
        """Return what was spoken of shortly before, else the only thing put forward so far."""
        return self._latest(mention) or self.threads.only

    def _new(self, mention: Mention) -> Thread:
        instrument = mention.kind == "instrument"
        return Thread(name=mention.name, proper=mention.proper, head=mention.head, instrument=instrument)

    def _latest(self, mention: Mention) -> Thread | None:
        """Return what was spoken of last, where that was shortly before."""
        latest = self.threads.latest
        return latest if latest and self._is_near(latest, mention) else None

    def _is_near(self, thread: Thread, mention: Mention) -> bool:
        here, there = mention.sentence, self.mentions[thread.mentions[-1]].sentence
        return self.rank[self.sentences[here].block] - self.rank[self.sentences[there].block] <= REACH
