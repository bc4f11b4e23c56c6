"""What an import did: the report that the command prints and writes as JSON."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from osce_docs.editorial.bulk import Tally
from osce_docs.ingest.reading import Read
from osce_docs.ingest.store import Stored
from osce_docs.knowledge import fingerprint
from osce_docs.models import ImportRun, Ruling

KINDS = ("documents", "organizations", "events", "proposals", "passages", "claims", "findings")


class Report:
    """Counts of one import, kept as it goes. A run is recorded from the first thing that is written."""

    def __init__(self) -> None:
        self.read = 0
        self.unchanged = 0
        self.imported = 0
        self.refused: list[dict[str, str]] = []
        self._erased: list[dict[str, str]] = []
        self.tallies = {kind: Tally() for kind in KINDS}
        self.would_read: Counter[str] = Counter()
        self.kept_rulings = 0
        self.seconds = 0.0
        self._clock = time.perf_counter()
        self._run: ImportRun | None = None

    def refuse(self, path: str, reason: str) -> None:
        """Note a file that was not read, and why."""
        self.refused.append({"path": path, "reason": reason})

    def refuse_erased(self, path: str, reason: str) -> None:
        """Note a file of an erased document: it is told of now, but its name is not kept with the run."""
        self.refuse(path, reason)
        self._erased.append(self.refused[-1])

    def begin(self) -> None:
        """Record the run, once something is about to be written."""
        if self._run is None:
            self._run = ImportRun.objects.create(started_at=datetime.now(UTC), rules=fingerprint())

    def add(self, stored: Stored) -> None:
        """Count what one batch wrote."""
        for kind, tally in stored.tallies.items():
            self.tallies[kind] += tally
        self.imported += stored.documents

    def preview(self, batch: Sequence[Read]) -> None:
        """Count what a dry run would import."""
        self.would_read["documents"] += len(batch)
        for telling in (telling for read in batch for telling in read.reading.tellings):
            self.would_read[f"{telling.kind}s told of"] += 1
        self.would_read["findings"] += sum(len(read.reading.findings) for read in batch)

    def finish(self, dry_run: bool) -> None:
        """Close the report, and the run where there is one."""
        self.seconds = round(time.perf_counter() - self._clock, 3)
        self.kept_rulings = Ruling.objects.standing().count()
        if self._run is not None:
            self._run.finished_at = datetime.now(UTC)
            self._run.report = self._kept()
            self._run.save()

    def as_json(self) -> dict[str, Any]:
        """Return the report in its documented form."""
        return {
            "files": {
                "read": self.read + self.unchanged,
                "imported": self.imported,
                "unchanged": self.unchanged,
                "refused": self.refused,
            },
            "records": {
                kind: {"created": tally.created, "updated": tally.updated, "unchanged": tally.unchanged}
                for kind, tally in self.tallies.items()
            },
            "kept_rulings": self.kept_rulings,
            "seconds": self.seconds,
        }

    def _kept(self) -> dict[str, Any]:
        """Return the report as it stays with the run."""
        told = self.as_json()
        told["files"]["refused"] = [each for each in self.refused if each not in self._erased]
        return told

    def lines(self) -> Iterable[str]:
        """Yield the report in words."""
        if self.would_read:
            told = ", ".join(f"{number:,} {what}" for what, number in self.would_read.items())
            yield f"Dry run: nothing was written. Would import {told}."
        files = f"{self.imported:,} imported, {self.unchanged:,} unchanged, {len(self.refused):,} refused"
        yield f"{files} in {self.seconds:.1f} s."
        for kind, tally in self.tallies.items():
            if tally.created or tally.updated or tally.removed:
                yield f"  {kind}: {tally.created:,} new, {tally.updated:,} changed, {tally.unchanged:,} as before"
