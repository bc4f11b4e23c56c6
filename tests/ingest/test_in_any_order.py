"""Imports, rulings, spreadsheets, merges, partings, withholding and undoing, in whatever order they come.

Whatever happens: every promise holds after every step, no ruling, note or text is lost, and the archive is the same
however its imports were cut into batches. A failure prints the steps that lead to it.
"""

import os
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from osce_docs.admin.sheets.formats import FORMATS
from osce_docs.editorial.recompute import RECORDS
from osce_docs.ingest.check import check_records
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
)
from tests.ingest.archive_of_texts import Archive, Step, rulings

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
        assert (sorted((again - content).elements()), sorted((content - again).elements())) == ([], [])

    def _undo_all(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def do(self, what: str, *arguments: Any) -> None:
        step = Step(what, arguments)
        note(str(step))
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
        merges = [about for ruling, about in rulings() if ruling.kind == Ruling.Kind.MERGE]
        self.do("takes_back", *merges[number % len(merges)])

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
        keys = model.objects.filter(standing=True).order_by("key").values_list("key", flat=True)
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
        made = rulings()
        self.do("takes_back", *made[number % len(made)][1])

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
