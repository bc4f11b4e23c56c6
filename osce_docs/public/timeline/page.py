"""The timeline: a table of events in the order of time, each drawn on the line of time, a page at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from osce_docs.editorial.kept import summed
from osce_docs.models import Event
from osce_docs.models.words import in_words
from osce_docs.public.lasting import parts_lasting_to
from osce_docs.public.lists import dated_events
from osce_docs.public.paging import page
from osce_docs.public.timeline import zoom as zooming
from osce_docs.public.timeline.line import Shape, Window, shapes, ticks
from osce_docs.search.counting import by_year

# In pixels: how high a date is drawn, and how far its readings lie below one another.
HIGH, APART = 10, 16


@dataclass(frozen=True, slots=True)
class Line:
    """One reading of an event's date: in words, as it lies on the line, and where from the middle of its row."""

    words: str
    shapes: Sequence[Shape]
    top: int


@dataclass(frozen=True, slots=True)
class Row:
    """An event on the timeline; `others` are the readings of its date that are not shown first."""

    event: Event
    line: Line
    others: Sequence[Line]


def timeline_page(asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what the timeline shows for the parameters `decade`, `year`, `before` and `after` of an address."""
    zoom = zooming.asked(asked)
    years = by_year(Event)
    window = zoom.window or zooming.whole(years)
    events, parts = _lasting(zoom.window, years)
    before, after = asked.get("before", ""), asked.get("after", "")
    shown = page(events, "date_sort", before=before, after=after, parts=parts)
    rows = _rows(shown.rows, window) if window else []
    return {
        "zoom": zoom,
        "page": shown,
        "rows": rows,
        "ticks": ticks(window) if window else [],
        "decades": zooming.decades(years, zoom),
        "years": zooming.years(years, zoom),
    }


def _lasting(window: Window | None, years: Mapping[int, int]) -> tuple[QuerySet, Sequence[Q]]:
    """Return the dated events of which some part lies, or may lie, in the window, and the parts they are in."""
    if window is None:
        return dated_events(), ()
    return dated_events().filter(date_sort__lte=window.last), parts_lasting_to(window.first, years)


def _rows(events: Sequence[Event], window: Window) -> list[Row]:
    others = _other_dates([event for event in events if event.disputed])
    return [_row(event, others.get(event.pk, []), window) for event in events]


def _row(event: Event, others: Sequence[str], window: Window) -> Row:
    top = -(APART * len(others) + HIGH) // 2
    first, *rest = (
        Line(in_words("date", date), shapes(date, window), top + number * APART)
        for number, date in enumerate([event.date, *others])
    )
    return Row(event, first, rest)


def _other_dates(events: Collection[Event]) -> dict[int, list[str]]:
    """Return by event the dates that sources give it beside the one it shows."""
    told = summed(Event, [event.pk for event in events]) if events else {}
    return {event.pk: [each.value for each in told[event.pk]["date"] if each.value != event.date] for event in events}
