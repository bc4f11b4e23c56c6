"""The sentence patterns of a data file of osce_docs/knowledge, ready to be matched on skeletons."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from osce_docs.ingest.extract.candidates import Candidates
from osce_docs.ingest.extract.required import Needed, Requirements
from osce_docs.ingest.extract.sentences import PLACEHOLDER, Sentence, compile_pattern, meaning_of
from osce_docs.knowledge import load

LONGEST = 2000
PHRASE = re.compile(r"(?<!\?P)<(?P<phrase>[a-z_]+)>")
STAND_IN = re.compile(f"{PHRASE.pattern}|{PLACEHOLDER.pattern}")


@dataclass(frozen=True, slots=True)
class Cue:
    """One rule with its name; `values` are the other lines that stand with it in the data file, `needed` the words
    without which its pattern cannot match."""

    name: str
    written: str
    values: Mapping[str, Any]
    needed: Needed

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled the first time it is asked for: most rules never are."""
        return compile_pattern(self.written)


class Cues(tuple[Cue, ...]):
    """Rules in the order of their file, those that may match found in one pass."""

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates([cue.needed for cue in self])

    def that_may_match(self, skeleton: str) -> list[Cue]:
        """Return the rules of which the skeleton holds all that they need."""
        return [self[number] for number in self._candidates.among(skeleton)]


@cache
def cues(file: str, table: str = "rule", **more: str) -> Cues:
    """Return the patterns of `[[table]]` in `<file>.toml`, in order; `<phrase>` stands for a line of its [phrases]
    or for one of `more`. Raises KeyError where a pattern names a phrase that is neither.
    """
    phrases = load(file).get("phrases", {}) | more
    requirements = Requirements(STAND_IN, lambda it: phrases[it["phrase"]] if it["phrase"] else meaning_of(it["kind"]))
    return Cues(_cue(phrases, requirements, **values) for values in load(file)[table])


def told(sentences: Sequence[Sentence], rules: Cues) -> Iterator[tuple[Sentence, Cue, re.Match[str]]]:
    """Yield every place where one of `rules` matches one of `sentences`, sentence by sentence; none in what is too
    long to be a sentence, so that hostile text costs little."""
    for sentence in (each for each in sentences if len(each.skeleton) <= LONGEST):
        for cue in rules.that_may_match(sentence.skeleton):
            for match in cue.pattern.finditer(sentence.skeleton):
                yield sentence, cue, match


def _cue(phrases: Mapping[str, str], requirements: Requirements, name: str, pattern: str, **values: Any) -> Cue:
    return Cue(name, _expanded(pattern, phrases), values, requirements.of(pattern))


def _expanded(pattern: str, phrases: Mapping[str, str]) -> str:
    done = PHRASE.sub(lambda match: phrases[match[1]], pattern)
    return done if done == pattern else _expanded(done, phrases)
