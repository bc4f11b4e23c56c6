"""One archive made of a folder of texts, to which things are done step by step, as natural keys tell them."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tablib

from osce_docs.admin.sheets.accepted import accepted, opened, sealed
from osce_docs.admin.sheets.formats import FORMATS
from osce_docs.admin.sheets.proposed import proposed
from osce_docs.admin.sheets.resource import resource_of
from osce_docs.admin.status import change_status, take_ruling_back
from osce_docs.editorial.digest import standing_content
from osce_docs.editorial.rule import put_back
from osce_docs.editorial.rule import rule as rule_on
from osce_docs.ingest import by_hand, merging
from osce_docs.ingest.reading import read_source
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import rule_apart, rule_belongs, rule_misread, rule_same
from osce_docs.ingest.store.belonging import telling_key
from osce_docs.models import Annotation, Claim, Document, Event, Membership, Organization, Ruling, Telling, User


@dataclass(frozen=True)
class Step:
    """What was done, told by natural keys so that it can be done again in another archive."""

    what: str
    arguments: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.what}{self.arguments!r}"


def rulings() -> list[tuple[Ruling, tuple[Any, ...]]]:
    """Return the standing rulings, each with what it is about: of rulings on one thing only one stands."""
    on = ("kind", "document__key", "organization__key", "event__key", "proposal__key", "field", "claim", "telling")
    made = Ruling.objects.standing().order_by(*on, "other")
    return list(zip(made, made.values_list(*on, "other"), strict=True))


class Archive:
    """A folder of texts and the archive made of it; `batch` files are stored at a time, and with 1 each is settled."""

    def __init__(self, place: Path, batch: int) -> None:
        self.batch = batch
        self.folder = place / str(len(list(place.iterdir()))) / "texts"
        self.folder.mkdir(parents=True)
        self.editor = User.objects.create_user(f"editor-{batch}")
        self.sheet: list[tuple[int, int | None]] = []

    def do(self, step: Step) -> None:
        """Do one step."""
        getattr(self, step.what)(*step.arguments)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(f"{text}\n", "utf-8")

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def imports(self) -> None:
        alone = [[path] for path in sorted(self.folder.iterdir())] if self.batch == 1 else []
        for paths in (*alone, [self.folder]):
            assert import_sources(paths, batch_size=self.batch).refused == []

    def by_hand(self, name: str, text: str) -> None:
        by_hand.add(read_source(by_hand.by_hand(name, f"{text}\n".encode(), {})))

    def rules(self, key: str, field: str, value: Any) -> None:
        rule_on(Event.objects.get(key=key), {field: value}, self.editor, reason="A reason.")

    def strikes(self, body: str, key: str) -> None:
        owner = Membership.objects.get(owner__key=body, key=key).owner
        rule_on(owner, {f"member/{key}": {"exists": False}}, self.editor)

    def corrects(self, kind: str, keys: tuple[str, ...], place: str) -> None:
        made = FORMATS[kind]()
        rows = list(Event.objects.standing().order_by("key"))
        sheet = made.create_dataset(made.export_data(resource_of(Event).export(queryset=rows)))
        at = sheet.headers.index("place")
        cells = [(*row[:at], place, *row[at + 1 :]) if row[0] in keys else row for row in sheet]
        found = proposed(Event, tablib.Dataset(*cells, headers=sheet.headers))
        assert found.refusals == []
        rows = opened(Event, self.editor, sealed(Event, self.editor, found.changes))
        self.sheet = accepted(Event, rows, self.editor, "A sheet.").made

    def undoes_the_sheet(self) -> None:
        put_back(dict(self.sheet), self.editor)
        self.sheet = []

    def merges(self, model: type[Any], key: str, into: str) -> None:
        record, other = model.objects.get(key=key), model.objects.get(key=into)
        values = {"place": record.place or None} if model is Event else {"founded": "1975"}
        merging.merge(record, other, merging.Choice(values), self.editor, "One.")

    def belongs_below(self, key: str, parent: str) -> None:
        rule_on(Organization.objects.get(key=key), {"parent": parent}, self.editor)

    def moves_all(self, document: str, named: str, key: str) -> None:
        rule_belongs(telling_key(document, named), Organization.objects.get(key=key), self.editor, "There.")

    def parts(self, one: str, other: str) -> None:
        rule_apart([self._telling(one)], [self._telling(other)], self.editor, "Two.")

    def joins(self, one: str, other: str) -> None:
        rule_same(self._telling(one), self._telling(other), self.editor, "One.")

    def moves(self, telling: str, key: str) -> None:
        rule_belongs(telling, Event.objects.get(key=key), self.editor, "There.")

    def misreads(self, telling: str, identity: str) -> None:
        rule_misread(Claim.objects.get(telling__key=telling, identity=identity), self.editor)

    def reviews(self, model: type[Any], key: str, status: str) -> None:
        change_status([model.objects.get(key=key)], status, self.editor, "Why.")

    def notes(self, document: str) -> None:
        about = Document.objects.get(key=document)
        Annotation.objects.create(
            document=about, start=0, end=3, quote=about.passage(0, 3), note="!", author=self.editor
        )

    def takes_back(self, *about: Any) -> None:
        take_ruling_back(next(ruling for ruling, own in rulings() if own == about), self.editor)

    def _telling(self, key: str) -> Telling:
        return Telling.objects.get(key=key)

    def content(self) -> Counter[str]:
        """Return all that the digest is made of, without the hours, and with one name for every editor."""
        rows = [
            (table, {**row, **dict.fromkeys(row.keys() & {"made_at", "revoked_at"})})
            for table, row in standing_content()
        ]
        return Counter(repr(row).replace(f"editor-{self.batch}", "editor") for row in rows)
