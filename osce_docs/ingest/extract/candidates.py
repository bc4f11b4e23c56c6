"""Which of many patterns may match a text, found in one pass over it by the words that they need."""

from collections.abc import Sequence

import ahocorasick

from osce_docs.ingest.extract.required import Needed, Words, holds_in_order, rarity

# So many words of a set are looked for one behind another.
FEW = 12
# So many texts are remembered with what they hold.
REMEMBERED = 512


class Held:
    """The sets of words that patterns need, each with a bit of its own, looked for in one pass over a text."""

    def __init__(self) -> None:
        self._bits: dict[Words, int] = {}
        self._automaton: ahocorasick.Automaton | None = None
        self._known: dict[str, int] = {}

    def bit(self, words: Words) -> int:
        """Return the bit of a set of words, which is looked for from now on."""
        if words not in self._bits:
            self._bits[words] = 1 << len(self._bits)
            self._automaton = None
        return self._bits[words]

    def among(self, text: str) -> int:
        """Return the bits of the sets of which `text`, in small letters, holds a word. Many ask of one text in turn."""
        automaton = self._automaton or self._build()
        found = self._known.get(text)
        if found is None:
            found = 0
            for _, bits in automaton.iter(text):
                found |= bits
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[text] = found
        return found

    def _build(self) -> ahocorasick.Automaton:
        holders: dict[str, int] = {}
        for words, bit in self._bits.items():
            for word in words:
                holders[word] = holders.get(word, 0) | bit
        automaton = ahocorasick.Automaton()
        for word, bits in holders.items():
            automaton.add_word(word, bits)
        automaton.make_automaton()
        self._known.clear()
        self._automaton = automaton
        return automaton


# Of all rules together: many words stand in several files.
HELD = Held()


class Candidates:
    """Of many patterns those that may match a text; `needed` is what each requires."""

    def __init__(self, needed: Sequence[Needed]) -> None:
        self._by_rarest: dict[int, list[tuple[int, int, list[Words]]]] = {}
        for number, each in enumerate(needed):
            bits = sum(map(HELD.bit, each.sets))
            rarest = HELD.bit(max(each.sets, key=rarity)) if bits else 0
            in_order = [words for words in each.in_order if len(words) <= FEW]
            self._by_rarest.setdefault(rarest, []).append((number, bits, in_order if len(in_order) > 1 else []))
        self._always = [number for number, _, _ in self._by_rarest.pop(0, ())]
        self._rarest = sum(self._by_rarest)

    def among(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match `text`, in small letters: it holds what they need."""
        held = HELD.among(text) if self._rarest else 0
        found = list(self._always)
        rest = held & self._rarest
        while rest:
            bit = rest & -rest
            rest ^= bit
            for number, bits, in_order in self._by_rarest[bit]:
                if held & bits == bits and holds_in_order(text, in_order):
                    found.append(number)
        found.sort()
        return found
