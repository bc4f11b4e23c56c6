"""Sets up what pages are asked of, in one run: the archive, the floor, and peers with the same documents."""

import json
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from benchmarks.archives import Archive, BrokenPromiseError, Scratch, existing, scratch
from benchmarks.corpus import write
from benchmarks.floors import database as floor_database
from benchmarks.measuring import Row, in_turn, table
from benchmarks.serving import get, served
from benchmarks.watching import import_into

WARM = 4
PEERS = {"peer": "", "indexed": "yes"}


@dataclass(frozen=True, slots=True)
class Page:
    """One thing to measure: addresses taken in turn, of the archive, the floor, and the peer where it has the like."""

    name: str
    ours: Sequence[str]
    floor: Sequence[str] = ("/",)
    peer: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """Ports of the servers by what they serve, with the cookies that log in; what there is to ask for; the rows."""

    ports: Mapping[str, int]
    cookies: Mapping[str, str]
    there: Mapping[str, Any]
    rows: Path
    broken: list[str] = field(default_factory=list)

    def measure(self, pages: Sequence[Page], rounds: int, seconds: float) -> None:
        """Ask for the pages and print the table. Raises BrokenPromiseError where a page is none."""
        rows = []
        for page in tqdm([page for page in pages if page.ours], unit=" pages", leave=False, disable=None):
            try:
                rows.append(Row(page.name, in_turn(self._samples(page), rounds, seconds, warm=WARM)))
            except BrokenPromiseError as error:
                self.broken.append(f"{page.name}: {error}")
        if rows:
            sys.stdout.write(table(rows, "milliseconds", [name for name in PEERS if name in self.ports]))
        if self.broken:
            raise BrokenPromiseError("\n".join(self.broken))

    def _samples(self, page: Page) -> dict[str, Any]:
        asked = {"floor": page.floor, "ours": page.ours, **{name: page.peer for name in PEERS if page.peer}}
        return {
            name: partial(_ask, self.ports[name], paths, self.cookies.get(name, ""))
            for name, paths in asked.items()
            if name in self.ports
        }


def _ask(port: int, paths: Sequence[str], cookie: str, number: int) -> float:
    return get(port, paths[number % len(paths)], cookie)


@contextmanager
def staged(options: Namespace, application: str = "config.wsgi", cookie: str = "") -> Iterator[Stage]:
    """Serve the archive that the options name, and what it is held against. After use the archive must be as it was.

    `cookie` is a module whose `main` prints the cookie to log in with. Raises CannotMeasureError where something cannot
    be set up, BrokenPromiseError where the archive is found to be wrong.
    """
    archive = existing(options.archive) if options.archive else None
    server = archive.url if archive and not archive.url.startswith("sqlite:") else options.database
    with scratch(server) as place, ExitStack() as servers:
        archive = archive or _imported(place, options)
        before = "" if options.unchecked else archive.digest()
        yield _set_up(archive, place, servers, options.peers, application, cookie)
        servers.close()
        _hold(archive, before)


def _imported(place: Scratch, options: Namespace) -> Archive:
    archive = place.archive("archive")
    folder = options.corpus or write(place.folder / "corpus", options.size)
    sys.stderr.write(f"importing {folder} …\n")
    import_into(archive, folder, jobs=options.jobs, minutes=options.minutes)
    archive.told("manage.py", "first_login")
    return archive


def _set_up(archive: Archive, place: Scratch, servers: ExitStack, peers: bool, application: str, cookie: str) -> Stage:
    rows, there = place.folder / "rows.jsonl", place.folder / "addresses.json"
    archive.told("-m", "benchmarks.within", "benchmarks.contents", str(rows), str(there))
    floor = place.database("floor")
    floor_database.build(floor, rows)
    cookies = {"ours": archive.told("-m", "benchmarks.within", cookie).strip()} if cookie else {}
    ports = {
        "floor": servers.enter_context(served("benchmarks.floors.pages:application", {**os.environ, "FLOOR": floor})),
        "ours": servers.enter_context(served(application, archive.environment)),
    }
    for name, indexed in PEERS.items() if peers else ():
        peer = Peer(place.database(name))
        cookies[name] = peer.told("-m", "benchmarks.within", "benchmarks.peers.filling", str(rows), indexed).strip()
        ports[name] = servers.enter_context(served("benchmarks.peers.wsgi", peer.environment))
    contents = json.loads(there.read_text(encoding="utf-8"))
    sys.stdout.write(_heading(archive, contents))
    if peers:
        tell_absent()
    return Stage(ports, cookies, contents, rows)


def _heading(archive: Archive, there: Mapping[str, Any]) -> str:
    kind = "SQLite" if archive.url.startswith("sqlite:") else "PostgreSQL"
    numbers = ", ".join(
        f"{there[name]['number']:,} {name}" for name in ("documents", "events", "proposals", "organizations")
    )
    return f"{kind}: {numbers}.\n\n"


class Peer(Archive):
    """The peer by the address of its database; it runs commands as an archive does."""

    __slots__ = ()

    @property
    def environment(self) -> dict[str, str]:
        """The settings under which a process works on it."""
        return {**os.environ, "PEER_DATABASE": self.url, "DJANGO_SETTINGS_MODULE": "benchmarks.peers.settings"}


def tell_absent() -> None:
    """Say which other peers are left out, and why."""
    for name in ("Datasette", "Wagtail"):
        installed = "" if shutil.which(name.lower()) else "it is not installed, and "
        sys.stdout.write(f"{name} is not measured: {installed}no project here runs on it.\n")


def _hold(archive: Archive, before: str) -> None:
    if not before:
        sys.stdout.write("Not checked (--unchecked).\n")
        return
    sys.stderr.write("checking the archive …\n")
    if archive.digest() != before:
        raise BrokenPromiseError("the archive is not what it was before it was measured")
    archive.check()
    sys.stdout.write("The archive is as it was, and all its promises hold.\n")
