"""Different spellings of one name in one text."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from osce_docs.ingest.extract.gazetteer import entries
from osce_docs.ingest.extract.sentences import BODIES
from osce_docs.ingest.extract.stretches import Stretches
from osce_docs.knowledge import load
from osce_docs.readings import Finding, FoundName, ParsedDocument, Span

KINDS = frozenset(
    {"institution", "structure", "field-operation", "format", "parliament", "body", "territory", "person"}
)
IDLE = frozenset({"the", "of", "for", "on", "in", "to", "and", "osce", "csce", "s", "a"})
REFERENCES = ("anaphora/", "person/surname")
# Two words as like as this are one word spelt in two ways: Commissar, Commissioner.
ALIKE = 72
# In two names that differ in one word, so much is enough: Chairmanship, Chairpersonship.
SIMILAR = 60


def find_variants(document: ParsedDocument, names: Sequence[FoundName]) -> Iterator[Finding]:
    """Yield one `name-variant` for each thing whose names in the text are neither one name nor short forms of it."""
    hidden = Stretches(document.folds)
    shown = [name for name in names if not hidden.hold(name.start)]
    forms: dict[str, dict[str, FoundName]] = {}
    for name in shown:
        if name.kind in KINDS and not name.rule.startswith(REFERENCES):
            forms.setdefault(name.key, {}).setdefault(" ".join(name.quote(document.text).split()), name)
    for key, written in forms.items():
        alike = _differing(list(written))
        if next(iter(written.values())).kind == "territory" and not _look_alike(alike):
            continue
        odd = alike or _misspelt(key, list(written))
        if odd:
            words = f"{written[odd[0]].name} is written " + ", ".join(f"“{form}”" for form in odd) + "."
            spans = tuple(Span(written[form].start, written[form].end) for form in odd)
            yield Finding("name-variant", words, spans, key)


def _differing(forms: Sequence[str]) -> list[str]:
    """Return the first form, and those that are no shorter or longer way of writing it."""
    odd = [form for form in forms[1:] if not any(_same(form, other) for other in forms if other != form)]
    return [next(form for form in forms if form not in odd), *odd] if odd and len(odd) < len(forms) else []


def _look_alike(forms: Sequence[str]) -> bool:
    """Tell whether two names of a territory are spellings of one: `Artsakh` is no spelling of `Nagorno-Karabakh`."""
    pairs = ((one, other) for form in forms[:1] for one in _words(form) for rest in forms[1:] for other in _words(rest))
    return any(len(one) > 4 and ratio(one, other) >= ALIKE for one, other in pairs)


def _misspelt(key: str, forms: Sequence[str]) -> list[str]:
    """Return the forms with a word that is nearly, but not quite, one of the thing's own name."""
    known = entries().get(key)
    if known is None or known.kind not in BODIES:
        return []
    own = {word for name in (known.name, *(each.name for each in known.names_by_date)) for word in _words(name)}
    return [form for form in forms if any(_nearly(word, own) for word in _words(form))]


def _nearly(word: str, own: set[str]) -> bool:
    if len(word) <= 4 or word in own or word in load("findings")["name-variant"]["usual"]:
        return False
    return any(ALIKE <= ratio(word, other) < 100 for other in own if len(other) > 4)


def _same(one: str, other: str) -> bool:
    """Short forms, acronyms, plurals and other names are no other spelling; case and hyphens do not count.

    Another spelling has the same words in another order, or a word that looks like the one it stands for.
    """
    some, others = _words(one), _words(other)
    left = [word for word in some if word not in others]
    right = [word for word in others if word not in some]
    if not left or not right:
        return some == others or len(some) != len(others)
    return _acronym(one, others) or _acronym(other, some) or not any(_alike(a, b) for a in left for b in right)


def _alike(one: str, other: str) -> bool:
    return len(one) > 4 and len(other) > 4 and ratio(one, other) >= SIMILAR


def _acronym(form: str, words: Sequence[str]) -> bool:
    letters = re.sub(r"[^A-Z]", "", form)
    return len(letters) >= 2 and len(form) <= 8 and letters.lower()[:1] in {word[:1] for word in words}


def _words(form: str) -> list[str]:
    plain = re.findall(r"\w+", form.casefold().replace("co-op", "coop"))
    return [word.removesuffix("s") for word in plain if word not in IDLE]
