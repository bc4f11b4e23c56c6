"""Samples taken in turn, and what is said of them: median, spread, and the ratio to a floor."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from statistics import median, quantiles

Samples = Mapping[str, Sequence[float]]


def in_turn(
    sampled: Mapping[str, Callable[[int], float]], rounds: int, seconds: float, *, warm: int = 0, fewest: int = 3
) -> Samples:
    """Return what each function measured, called one after the other, round after round.

    So all of them meet the same noise of the machine. The first `warm` rounds do not count; when `seconds` have passed
    and the `fewest` rounds are made, no further one begins.
    """
    taken: dict[str, list[float]] = {name: [] for name in sampled}
    until = time.perf_counter() + seconds
    for at in range(warm + max(rounds, fewest)):
        if at >= warm + fewest and time.perf_counter() > until:
            break
        for name, sample in sampled.items():
            value = sample(at)
            if at >= warm:
                taken[name].append(value)
    return taken


def late(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what was measured, `ours`, the `floor`, and peers by name, all in the same unit."""

    name: str
    samples: Samples

    def cells(self, peers: Sequence[str]) -> list[str]:
        """Return the line's numbers: those of HEADS, then the peers'."""
        ours, below = self.samples["ours"], self.samples["floor"]
        middle, base = median(ours), median(below)
        own = [number(value) for value in (base, middle, late(ours), min(ours), max(ours))]
        beyond = [number(middle / base), number(late(ours) - late(below)), str(len(ours))]
        return [*own, *beyond, *(self._beside(peer) for peer in peers)]

    def _beside(self, peer: str) -> str:
        times = self.samples.get(peer)
        if not times:
            return "–"
        return f"{number(median(times))} ({number(median(self.samples['ours']) / median(times))})"


HEADS = ("floor", "median", "p95", "min", "max", "ratio", "above", "n")
LEGEND = """floor, median, p95, min, max: {unit}. ratio: median to the floor's median, sampled in turn in this run.
above: our p95 less the floor's. n: samples.{peers}
"""
OF_PEERS = " Peers: their median, and in brackets ours as a share of it."


def table(rows: Sequence[Row], unit: str, peers: Sequence[str] = ()) -> str:
    """Return the rows under their heads, and what the heads mean."""
    lines = [[*HEADS, *peers, "what"], *([*row.cells(peers), row.name] for row in rows)]
    legend = LEGEND.format(unit=unit, peers=OF_PEERS if peers else "")
    return aligned(lines) + legend


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of cells in columns, the last one flush left."""
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]) - 1)]
    return "".join(f"{_padded(line, widths)}  {line[-1]}\n" for line in lines)


def _padded(line: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=False))


def number(value: float) -> str:
    """Return a number with about three digits that count."""
    return f"{value:,.{max(0, 2 - floor(log10(abs(value))))}f}" if value else "0"
