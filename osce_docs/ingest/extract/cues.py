"""The sentence patterns of a data file of osce_docs/knowledge, ready to be matched on skeletons."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from osce_docs.ingest.extract.sentences import Sentence, compile_pattern
from osce_docs.knowledge import load

PHRASE = re.compile(r"(?<!\?P)<([a-z_]+)>")


@dataclass(frozen=True, slots=True)
class Cue:
    """One pattern with its name; `values` are the other lines that stand with it in the data file."""

    name: str
    pattern: re.Pattern[str]
    values: Mapping[str, Any]


@cache
def cues(file: str, table: str = "rule", **more: str) -> tuple[Cue, ...]:
    """Return the patterns of `[[table]]` in `<file>.toml`, in order; `<phrase>` stands for a line of its [phrases]
    or for one of `more`. Raises KeyError where a pattern names a phrase that is neither.
    """
    phrases = load(file).get("phrases", {}) | more
    return tuple(_cue(phrases, **values) for values in load(file)[table])


def told(sentences: Sequence[Sentence], rules: Sequence[Cue]) -> Iterator[tuple[Sentence, Cue, re.Match[str]]]:
    """Yield every place where one of `rules` matches one of `sentences`, sentence by sentence."""
    for sentence in sentences:
        for cue in rules:
            for match in cue.pattern.finditer(sentence.skeleton):
                yield sentence, cue, match


def _cue(phrases: Mapping[str, str], name: str, pattern: str, **values: Any) -> Cue:
    return Cue(name, compile_pattern(_expanded(pattern, phrases)), values)


def _expanded(pattern: str, phrases: Mapping[str, str]) -> str:
    done = PHRASE.sub(lambda match: phrases[match[1]], pattern)
    return done if done == pattern else _expanded(done, phrases)
