"""Count what the pairing finds: rows of precision and recall, and notes on the pairs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import pairing
from benchmarks.pairing import Item, Nearness, Sheet, plain

ONE = ("title", "kind", "language", "date", "place")
SEVERAL = ("sources", "topics")
RULES: dict[str, Callable[[Item, Item, Sheet], Nearness | None]] = {
    "dates": pairing.date_nearness,
    "events": pairing.event_nearness,
    "proposals": pairing.proposal_nearness,
    "organizations": pairing.organization_nearness,
    "memberships": pairing.membership_nearness,
    "counts": pairing.count_nearness,
}
LABELS = ("title", "name", "edtf", "party", "member", "holder", "number", "message", "value")
# What the archive promises of its own five texts, as (recall, precision).
PROMISED = {
    "events (core)": (0.95, 0.95),
    "proposals": (0.95, 0.95),
    "positions": (0.95, 0.95),
    "organizations": (0.95, 0.95),
    "findings": (0.7, 0.8),
}


@dataclass
class Score:
    """One row of the table. Optional items are in none of the figures."""

    gold: int = 0
    met: int = 0
    found: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.met / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall or 1.0)


class Report:
    """The rows, and what is noted of the pairs (is the date of a paired event the very same?)."""

    def __init__(self) -> None:
        self.scores: dict[str, Score] = defaultdict(Score)
        self.notes: dict[str, list[bool]] = defaultdict(list)

    def tally(self, kind: str, where: str, gold: Sequence[Item], found: Sequence[Item], pairs: dict[int, int]) -> None:
        """Count one kind in one document; `pairs` maps gold to found indices."""
        optional = {f for g, f in pairs.items() if gold[g].get("optional")}
        right = set(pairs.values()) - optional
        missed = [each for g, each in enumerate(gold) if g not in pairs and not each.get("optional")]
        extra = [each for f, each in enumerate(found) if f not in right | optional]
        self._add(kind, where, sum(not each.get("optional") for each in gold), missed, len(right), extra)

    def _add(self, kind: str, where: str, gold: int, missed: list[Item], right: int, extra: list[Item]) -> None:
        score = self.scores[kind]
        score.gold, score.met = score.gold + gold, score.met + gold - len(missed)
        score.found, score.right = score.found + right + len(extra), score.right + right
        score.misses += [_line(where, each) for each in missed]
        score.extras += [_line(where, each) for each in extra]

    def cover(self, kind: str, gold: list[Item], found: list[Item], *, whatever_kind: bool = False) -> None:
        """Count findings: one of the reading may cover several of the gold."""
        covers = partial(pairing.covers, whatever_kind=whatever_kind)
        required = [each for each in gold if not each.get("optional")]
        missed = [g for g in required if not any(covers(g, f) for f in found)]
        right = [f for f in found if any(covers(g, f) for g in required)]
        extra = [f for f in found if not any(covers(g, f) for g in gold)]
        self._add(kind, "", len(required), missed, len(right), extra)


def measure(golds: Sequence[Item], lines: Sequence[Item]) -> Report:
    """Compare the readings with the gold of the same file names; a text that was not read is missed whole."""
    report = Report()
    sheets = {name: Sheet(name, line) for line in lines if (name := _name(line))}
    for gold in golds:
        if name := _name(gold):
            _compare(report, gold, sheets.setdefault(name, Sheet(name, {})))
    found, wanted = list(_findings(lines, sheets)), list(_findings(golds, sheets))
    report.cover("findings", wanted, found)
    report.cover("findings (kind aside)", wanted, found, whatever_kind=True)
    report.notes["passages are exact"] = list(_exactness(lines, sheets))
    return report


def _name(line: Item) -> str:
    """Return the file name that a line is about; none for the line of what shows between documents."""
    return Path(line.get("path", "")).name


def _compare(report: Report, gold: Item, sheet: Sheet) -> None:
    sheet.learn(gold.get("organizations", ()))
    _fields(report, gold, sheet)
    for kind, rule in RULES.items():
        wanted, found = gold.get(kind, []), list(_found(kind, sheet))
        pairs = pairing.pair(wanted, found, partial(_measured, rule, sheet))
        report.tally(kind, sheet.name, wanted, found, pairs)
        _within(report, kind, sheet, [(wanted[g], found[f]) for g, f in pairs.items()])
        if kind == "events":
            _core(report, sheet, wanted, pairs)
        if kind == "proposals":
            _positions(report, sheet, wanted, found, pairs)


def _measured(rule: Callable[[Item, Item, Sheet], Nearness | None], sheet: Sheet, g: Item, f: Item) -> Nearness | None:
    return rule(g, f, sheet)


def _found(kind: str, sheet: Sheet) -> Iterator[Item]:
    """Yield what was read, without what stands only in folded text; an organization once, wherever it stands first."""
    folds = [fold for fold in sheet.reading.get("folded", ()) if fold["reason"] in ("navigation", "repetition")]
    seen: set[object] = set()
    for item in sheet.reading.get(kind, ()):
        folded = any(fold["start"] <= item["start"] < fold["end"] for fold in folds)
        key = plain(item["name"]) if kind == "organizations" else len(seen)
        if not (folded and kind in ("organizations", "dates", "memberships", "events", "counts")) and key not in seen:
            seen.add(key)
            yield item


def _fields(report: Report, gold: Item, sheet: Sheet) -> None:
    left_out = gold.get("optional_fields", ())
    for name in (name for name in (*ONE, *SEVERAL) if name not in left_out):
        wanted = [pairing.accepted(gold, name)] if name in ONE else [[value] for value in gold.get(name) or ()]
        wanted = [values for values in wanted if any(values)]
        found = [value for value in _listed(sheet.reading.get(name)) if not str(value).startswith("[")]
        items = [
            {"value": f"{name}: {values[0]}", "values": {_bare(value, sheet) for value in values}} for values in wanted
        ]
        read = [{"value": f"{name}: {value}", "plain": _bare(value, sheet)} for value in found]
        pairs = pairing.pair(items, read, lambda g, f: (1.0,) if f["plain"] in g["values"] else None)
        report.tally("document fields", sheet.name, items, read, pairs)


def _bare(value: object, sheet: Sheet) -> str:
    return sheet.key(value).removeprefix("osce ")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _within(report: Report, kind: str, sheet: Sheet, pairs: list[tuple[Item, Item]]) -> None:
    """Note, of the pairs, whether what the pairing does not ask is the same too."""
    for gold, found in (pair for pair in pairs if not pair[0].get("optional")):
        if kind in ("events", "organizations"):
            report.notes[f"{kind}: the kind is the gold's"].append(found.get("kind") in pairing.accepted(gold, "kind"))
        if kind in ("events", "proposals"):
            same = (found.get("date") or None) in pairing.accepted(gold, "date")
            report.notes[f"{kind}: the date is the gold's, as precise"].append(same)
        if kind == "events" and gold.get("place"):
            same = plain(found.get("place")) in map(plain, pairing.accepted(gold, "place"))
            report.notes["events: a stated place is the gold's"].append(same)
        if kind == "events":
            for each in gold.get("participants", ()):
                there = any(pairing.participant_nearness(each, one, sheet) for one in found.get("participants", ()))
                report.notes["events: a participant is found"].append(there)


def _core(report: Report, sheet: Sheet, wanted: list[Item], pairs: dict[int, int]) -> None:
    """Recall of the core events. Precision is that of all events: a reading does not say what is core."""
    missed = [each for g, each in enumerate(wanted) if each.get("core") and g not in pairs]
    score, events = report.scores["events (core)"], report.scores["events"]
    core = sum(bool(each.get("core")) for each in wanted)
    score.gold, score.met = score.gold + core, score.met + core - len(missed)
    score.found, score.right = events.found, events.right
    score.misses += [_line(sheet.name, each) for each in missed]


def _positions(report: Report, sheet: Sheet, gold: list[Item], found: list[Item], pairs: dict[int, int]) -> None:
    """Positions of paired proposals; those of a missed proposal are missed, those of an extra one extra."""
    rule = partial(_measured, pairing.position_nearness, sheet)
    for g, proposal in enumerate(gold):
        if not proposal.get("optional"):
            said = found[pairs[g]]["positions"] if g in pairs else []
            wanted = proposal["positions"]
            report.tally("positions", sheet.name, wanted, said, pairing.pair(wanted, said, rule))
    for extra in set(range(len(found))) - set(pairs.values()):
        report.tally("positions", sheet.name, [], found[extra]["positions"], {})


def _findings(lines: Iterable[Item], sheets: dict[str, Sheet]) -> Iterator[Item]:
    """Yield all findings with their places; a passage that names no document is in the one of its line."""
    for line in lines:
        for finding in (line.get("across") or line).get("findings", ()):
            named = [(Path(p.get("document") or _name(line)).name, p) for p in finding.get("passages", ())]
            places = {place for name, p in named if name in sheets for place in sheets[name].places(p)}
            yield {**finding, "places": places, "documents": {name for name, _ in named} | ({_name(line)} - {""})}


def _exactness(lines: Iterable[Item], sheets: dict[str, Sheet]) -> Iterator[bool]:
    for line in lines:
        for passage in pairing.every_passage(line):
            where = Path(passage.get("document") or _name(line)).name
            yield where in sheets and sheets[where].text[passage["start"] : passage["end"]] == passage["quote"]


def render(report: Report, *, verbose: bool) -> str:
    """Return the table, the notes and, if asked, each miss and each extra."""
    order = ["document fields", "dates", "events", "events (core)", "proposals", "positions", "organizations"]
    rows = [f"{'':24}{'gold':>6}{'met':>6}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}{'F1':>7}"]
    for kind in dict.fromkeys([*order, *report.scores]):
        s = report.scores[kind]
        rows.append(f"{kind:24}{s.gold:6}{s.met:6}{s.found:7}{s.right:7}{s.precision:11.3f}{s.recall:8.3f}{s.f1:7.3f}")
    rows += ["", *(f"{note}: {sum(said)} of {len(said)}" for note, said in report.notes.items())]
    for kind, score in report.scores.items() if verbose else ():
        rows += ["", f"== {kind}: {len(score.misses)} missed, {len(score.extras)} extra"]
        rows += [f"- {line}" for line in score.misses] + [f"+ {line}" for line in score.extras]
    return "\n".join(rows) + "\n"


def broken(report: Report) -> list[str]:
    """Return which of the promises the figures do not keep."""
    low = [
        f"{kind}: recall {score.recall:.3f} of {recall}, precision {score.precision:.3f} of {precision}"
        for kind, (recall, precision) in PROMISED.items()
        if (score := report.scores[kind]).recall < recall or score.precision < precision
    ]
    return low + ([] if all(report.notes["passages are exact"]) else ["a passage is not exact"])


def _line(where: str, item: Item) -> str:
    where = where or ", ".join(sorted(item.get("documents", ())))
    label = " · ".join(str(item[name]) for name in LABELS if item.get(name))
    facts = [str(item[name]) for name in ("kind", "stance", "date", "from", "to", "as_of") if item.get(name)]
    quote = item.get("quote") or " / ".join(passage.get("quote", "") for passage in item.get("passages", ()))
    return f"{where[:18]:18}  {label}  [{', '.join(facts)}]  {' '.join(quote.split())[:110]!r}"
