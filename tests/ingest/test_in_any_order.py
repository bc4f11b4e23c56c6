"""Imports, rulings, spreadsheets, merges, partings, withholding and undoing, in whatever order they come.

Whatever happens: every promise holds after every step, no ruling, note or text is lost, and the archive is the same
however its imports were cut into batches. A failure prints the steps that lead to it.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
import tablib
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from osce_docs.admin.sheets.accepted import accepted, opened, sealed
from osce_docs.admin.sheets.formats import FORMATS
from osce_docs.admin.sheets.proposed import proposed
from osce_docs.admin.sheets.resource import resource_of
from osce_docs.admin.status import change_status, take_ruling_back
from osce_docs.editorial.digest import standing_content
from osce_docs.editorial.recompute import RECORDS
from osce_docs.editorial.rule import put_back
from osce_docs.editorial.rule import rule as rule_on
from osce_docs.ingest import by_hand, merging
from osce_docs.ingest.check import check_records
from osce_docs.ingest.reading import read_source
from osce_docs.ingest.run import import_sources
from osce_docs.ingest.source_criticism import rule_apart, rule_belongs, rule_misread, rule_same
from osce_docs.ingest.store.belonging import telling_key
from osce_docs.models import (
    Annotation,
    Claim,
    Document,
    Event,
    Membership,
    Mention,
    Organization,
    Original,
    Ruling,
    Telling,
    Text,
    User,
)

pytestmark = pytest.mark.django_db

SENTENCES = (
    "The OSCE Summit was held in Oslo on 3 May 1998.",
    "The OSCE Summit was held in Oslo on 4 June 1998.",
    "The Permanent Council met in Vienna in March 1999.",
    "The Permanent Council met in Vienna on 4 March 1999.",
    "The Permanent Council met in Vienna on 5 March 1999.",
    "The OSCE Office in Tirana was opened on 7 July 1999.",
    "The Contact Group consists of Italy, France and Germany.",
    "The CSCE and the OSCE met in Bergen on 4 June 1999.",
    "The Minsk Group consists of Italy, France and Sweden.",
    "France and Germany proposed the Peace Plan on 3 May 1998. Italy rejected the Peace Plan.",
    "Sweden accepted the Peace Plan. France rejected the Peace Plan.",
)
NAMES = ("a.txt", "b.txt", "c.txt")
PLACES = ("Bergen", "=1+1", "", "Narvik, upon the sea")
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True).map(lambda each: "\n\n".join(each))
numbers = st.integers(0, 50)
EXAMPLES = int(os.environ.get("ANY_ORDER_EXAMPLES", "6"))


@dataclass(frozen=True)
class Step:
    """What was done, told by natural keys so that it can be done again in another archive."""

    what: str
    arguments: tuple[Any, ...]


class Archive:
    """A folder of texts and the archive made of it; `batch` files are stored and settled at a time."""

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
        assert import_sources([self.folder], batch_size=self.batch, fewest_to_settle=self.batch).refused == []

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

    def takes_back(self, number: int) -> None:
        take_ruling_back(Ruling.objects.order_by("pk")[number], self.editor)

    def _telling(self, key: str) -> Telling:
        return Telling.objects.get(key=key)

    def content(self) -> list[str]:
        """Return all that the digest is made of, without the hours, and with one name for every editor."""
        rows = [
            (table, {**row, **dict.fromkeys(row.keys() & {"made_at", "revoked_at"})})
            for table, row in standing_content()
        ]
        return sorted(repr(row).replace(f"editor-{self.batch}", "editor") for row in rows)


class AnyOrder(RuleBasedStateMachine):
    """One archive to which things happen, and at the end another to which the same happens in other batches."""

    place: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.archive = Archive(self.place, batch=1)
        self.steps: list[Step] = []
        self.kept: dict[str, set[Any]] = {}

    def teardown(self) -> None:
        """Leave nothing behind, do all of it again in other batches, and compare."""
        content = self.archive.content()
        self._undo_all()
        with transaction.atomic():
            other = Archive(self.place, batch=100)
            for step in self.steps:
                other.do(step)
            again = other.content()
            transaction.set_rollback(True)
        assert again == content

    def _undo_all(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def do(self, what: str, *arguments: Any) -> None:
        step = Step(what, arguments)
        self.steps.append(step)
        self.archive.do(step)

    @rule(name=st.sampled_from(NAMES), text=texts)
    def a_text_comes_or_changes(self, name: str, text: str) -> None:
        self.do("write", name, text)
        self.do("imports")

    @rule(gone=st.sampled_from(NAMES), first=texts, second=texts)
    def two_texts_come_and_one_goes(self, gone: str, first: str, second: str) -> None:
        self.do("remove", gone)
        for name, text in zip([name for name in NAMES if name != gone], (first, second), strict=True):
            self.do("write", name, text)
        self.do("imports")

    @precondition(lambda self: not Document.objects.filter(key__startswith="manual:").exists())
    @rule(text=texts)
    def a_text_is_added_by_hand(self, text: str) -> None:
        self.do("by_hand", "By hand", text)

    @precondition(lambda self: Event.objects.standing().exists())
    @rule(number=numbers, place=st.sampled_from(PLACES), date=st.sampled_from([None, "1998-05", "1999-07-08"]))
    def an_editor_rules(self, number: int, place: str, date: str | None) -> None:
        key = self._event(number)
        self.do("rules", key, "place", place or None)
        self.do("rules", key, "date", date)

    @precondition(lambda self: Membership.objects.filter(exists=True, owner__standing=True).exists())
    @rule(number=numbers)
    def an_editor_strikes_a_member_out(self, number: int) -> None:
        rows = Membership.objects.filter(exists=True, owner__standing=True).order_by("owner__key", "key")
        row = rows[number % rows.count()]
        self.do("strikes", row.owner.key, row.key)

    @precondition(lambda self: Event.objects.standing().exists())
    @rule(number=numbers, place=st.sampled_from(PLACES), kind=st.sampled_from(sorted(FORMATS)))
    def a_spreadsheet_comes_back(self, number: int, place: str, kind: str) -> None:
        self.do("corrects", kind, (self._event(number),), place)

    @precondition(lambda self: Event.objects.standing().exists())
    @rule(place=st.sampled_from(PLACES), kind=st.sampled_from(sorted(FORMATS)))
    def a_spreadsheet_corrects_every_row(self, place: str, kind: str) -> None:
        self.do("corrects", kind, tuple(Event.objects.standing().values_list("key", flat=True)), place)

    @precondition(lambda self: self.archive.sheet)
    @rule()
    def the_last_spreadsheet_is_undone(self) -> None:
        self.do("undoes_the_sheet")

    @precondition(lambda self: Event.objects.standing().count() > 1)
    @rule(number=numbers, other=numbers)
    def two_are_one(self, number: int, other: int) -> None:
        one, into = self._event(number), self._event(other)
        if one != into:
            self.do("merges", Event, one, into)

    @precondition(lambda self: Organization.objects.standing().count() > 1)
    @rule(number=numbers, other=numbers, what=st.sampled_from(["merges", "merges", "belongs_below"]))
    def two_bodies_are_one_or_one_is_below_the_other(self, number: int, other: int, what: str) -> None:
        one, into = self._body(number), self._body(other)
        if one != into:
            self.do(what, *([Organization] if what == "merges" else []), one, into)

    @precondition(lambda self: Ruling.objects.standing().filter(kind="merge").exists())
    @rule(number=numbers)
    def two_are_two_again(self, number: int) -> None:
        merges = list(Ruling.objects.standing().filter(kind="merge").order_by("pk").values_list("pk", flat=True))
        every = list(Ruling.objects.order_by("pk").values_list("pk", flat=True))
        self.do("takes_back", every.index(merges[number % len(merges)]))

    @precondition(lambda self: Mention.objects.exists())
    @rule(number=numbers, other=numbers)
    def what_a_text_says_of_a_body_is_of_another(self, number: int, other: int) -> None:
        pairs = Mention.objects.order_by("document__key", "named__key").values_list("document__key", "named__key")
        self.do("moves_all", *pairs[number % len(pairs)], self._body(other))

    @precondition(lambda self: Telling.objects.filter(kind="event").count() > 1)
    @rule(number=numbers, other=numbers, what=st.sampled_from(["parts", "joins"]))
    def two_passages_are_compared(self, number: int, other: int, what: str) -> None:
        one, two = self._telling(number), self._telling(other)
        if one != two:
            self.do(what, one, two)

    @precondition(lambda self: Telling.objects.filter(kind="event").exists() and Event.objects.standing().exists())
    @rule(number=numbers, other=numbers)
    def a_passage_belongs_elsewhere(self, number: int, other: int) -> None:
        self.do("moves", self._telling(number), self._event(other))

    @precondition(lambda self: Claim.objects.filter(telling__kind="event").exists())
    @rule(number=numbers)
    def a_reading_is_wrong(self, number: int) -> None:
        claims = Claim.objects.filter(telling__kind="event").order_by("telling__key", "identity")
        claim = claims[number % claims.count()]
        self.do("misreads", claim.telling.key, claim.identity)

    @precondition(lambda self: Document.objects.exists())
    @rule(
        number=numbers, model=st.sampled_from(RECORDS), status=st.sampled_from(["reviewed", "withheld", "unreviewed"])
    )
    def a_record_is_reviewed_or_withheld(self, number: int, model: type[Any], status: str) -> None:
        keys = model.objects.order_by("key").values_list("key", flat=True)
        if keys:
            self.do("reviews", model, keys[number % len(keys)], status)

    @precondition(lambda self: Document.objects.exists())
    @rule(number=numbers)
    def a_note_is_made(self, number: int) -> None:
        keys = Document.objects.order_by("key").values_list("key", flat=True)
        self.do("notes", keys[number % len(keys)])

    @precondition(lambda self: Ruling.objects.standing().exists())
    @rule(number=numbers)
    def a_ruling_is_taken_back(self, number: int) -> None:
        standing = list(Ruling.objects.standing().order_by("pk").values_list("pk", flat=True))
        every = list(Ruling.objects.order_by("pk").values_list("pk", flat=True))
        self.do("takes_back", every.index(standing[number % len(standing)]))

    @invariant()
    def every_promise_holds(self) -> None:
        assert list(check_records()) == []

    @invariant()
    def nothing_is_lost(self) -> None:
        now: dict[str, set[Any]] = {
            "rulings": set(Ruling.objects.values_list("pk", "kind", "field", "claim", "telling", "reason", "author")),
            "notes": set(Annotation.objects.values_list("pk", "document", "quote", "note")),
            "bytes": set(Original.objects.values_list("sha256", flat=True)),
            "texts": set(Text.objects.values_list("original__sha256", "version", "content")),
        }
        for what, rows in self.kept.items():
            assert rows <= now[what]
        self.kept = now

    def _event(self, number: int) -> str:
        keys = Event.objects.standing().order_by("key").values_list("key", flat=True)
        return keys[number % len(keys)]

    def _body(self, number: int) -> str:
        keys = Organization.objects.standing().order_by("key").values_list("key", flat=True)
        return keys[number % len(keys)]

    def _telling(self, number: int) -> str:
        keys = Telling.objects.filter(kind="event").order_by("key").values_list("key", flat=True)
        return keys[number % len(keys)]


def test_in_any_order_nothing_is_lost_and_every_promise_holds(tmp_path: Path) -> None:
    run_state_machine_as_test(
        type("AnyOrderHere", (AnyOrder,), {"place": tmp_path}),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=10,
            derandomize="ANY_ORDER_EXAMPLES" not in os.environ,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
