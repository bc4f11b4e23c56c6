"""Importing: the steps from source files to the archive, and nothing else."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from osce_docs.ingest.by_hand import read_by_other_rules
from osce_docs.ingest.collecting import collecting_rarely
from osce_docs.ingest.known import Known
from osce_docs.ingest.read import FolderRead, Refusal, SourceFile, Unchanged, read
from osce_docs.ingest.read.printable import printable
from osce_docs.ingest.reading import Read, try_source
from osce_docs.ingest.report import Report
from osce_docs.ingest.store import anything_waits, retract, settle_waiting, store
from osce_docs.ingest.store.erased import erased_among
from osce_docs.ingest.workers import in_order
from osce_docs.knowledge import fingerprint

__all__ = ["Report", "import_sources"]

BATCH = 100
# What documents say of the same things is settled when AGAIN times as many have come, and at least so many: what is
# told of again and again is then computed a few times, however many there are, and readers seldom wait for the writer.
FEWEST_TO_SETTLE = 2000
AGAIN = 9


@collecting_rarely()
def import_sources(
    paths: Iterable[Path],
    *,
    jobs: int | None = 1,
    batch_size: int = BATCH,
    fewest_to_settle: int = FEWEST_TO_SETTLE,
    dry_run: bool = False,
    verify: bool = False,
    progress: Callable[[int], Any] = lambda _: None,
    settling: Callable[[int], Any] = lambda _: None,
) -> Report:
    """Import the files at and below `paths`; return what was read, written, kept and refused.

    Unchanged files are left alone, and so are texts added by hand, unless the rules have changed; with `verify` every
    file is opened to see. `jobs` processes read, None: as many as there are processors. Every batch is one transaction,
    so that what a killed import had done stays, and the next one goes on from there. With `dry_run` nothing is written.
    `progress` is told how many files have been done, `settling` how many records and blocks of tellings.
    """
    report = Report()
    known = Known(fingerprint(), verify)
    settled, waiting = len(known), 0
    folders: list[FolderRead] = []
    found = chain(read(paths, known=known.unchanged), read_by_other_rules(known.rules))
    new = _new_files(found, known, report, folders, progress)
    readings = _readable(in_order(try_source, new, jobs), report)
    while batch := list(islice(readings, batch_size)):
        some, batch = len(batch), _not_erased(batch, report)
        if dry_run:
            report.preview(batch)
        elif batch:
            report.begin()
            report.add(store(batch, known.rules))
            waiting += len(batch)
            if waiting >= max(fewest_to_settle, AGAIN * settled):
                report.add(settle_waiting(settling))
                settled, waiting = settled + waiting, 0
        progress(some)
    if not dry_run:
        gone_from = known.gone(folders)
        while gone := list(islice(gone_from, batch_size)):
            report.begin()
            report.add(retract(gone))
        if anything_waits():
            report.begin()
            report.add(settle_waiting(settling))
    report.finish(dry_run)
    return report


def _readable(tried: Iterable[Read | Refusal], report: Report) -> Iterator[Read]:
    for each in tried:
        if isinstance(each, Refusal):
            report.refuse(each.path, each.reason)
        else:
            yield each


def _not_erased(batch: list[Read], report: Report) -> list[Read]:
    """Return what is no erased document; name the others in the report."""
    erased = erased_among([read.source for read in batch])
    for each in batch:
        if each.source.key in erased:
            report.refuse_erased(printable(each.source.path), erased[each.source.key])
    return [each for each in batch if each.source.key not in erased]


def _new_files(
    found: Iterable[SourceFile | Unchanged | Refusal | FolderRead],
    known: Known,
    report: Report,
    folders: list[FolderRead],
    progress: Callable[[int], Any],
) -> Iterator[SourceFile]:
    """Yield the files that are new or changed; note the others in the report."""
    for each in found:
        if isinstance(each, Refusal):
            report.refuse(each.path, each.reason)
        elif isinstance(each, FolderRead):
            folders.append(each)
        elif isinstance(each, Unchanged) or known.is_unchanged(each):
            report.unchanged += 1
            progress(1)
        else:
            report.read += 1
            yield each
