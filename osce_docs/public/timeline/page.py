"""The timeline: events as a drawing and as a table, in the order of time, a page at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from osce_docs.editorial.kept import summed
from osce_docs.models import Event
from osce_docs.public.lists import dated_events
from osce_docs.public.paging import page
from osce_docs.public.timeline import zoom as zooming
from osce_docs.public.timeline.line import Shape, Window, shapes, ticks
from osce_docs.public.told import in_words
from osce_docs.search.counting import by_year

# Heights of the drawing in pixels: its head with the marks of time, a row, and each further reading of a date.
HEAD, ROW, FURTHER = 28, 46, 16


@dataclass(frozen=True, slots=True)
class Line:
    """One reading of an event's date: in words, and as it lies on the line."""

    words: str
    shapes: Sequence[Shape]
    y: int


@dataclass(frozen=True, slots=True)
class Row:
    """An event on the timeline; `others` are the readings of its date that are not shown first."""

    event: Event
    y: int
    height: int
    line: Line
    others: Sequence[Line]


def timeline_page(asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what the timeline shows for the parameters `decade`, `year`, `before` and `after` of an address."""
    zoom = zooming.asked(asked)
    years = by_year(Event)
    window = zoom.window or zooming.whole(years)
    shown = page(_lasting(zoom.window), "date_sort", before=asked.get("before", ""), after=asked.get("after", ""))
    rows = _rows(shown.rows, window) if window else []
    return {
        "zoom": zoom,
        "page": shown,
        "rows": rows,
        "ticks": ticks(window) if window else [],
        "height": rows[-1].y + rows[-1].height if rows else HEAD,
        "decades": zooming.decades(years, zoom),
        "years": zooming.years(years, zoom),
    }


def _lasting(window: Window | None) -> QuerySet:
    """Return the dated events of which some part lies, or may lie, in the window; an open end lasts."""
    if window is None:
        return dated_events()
    ends = Q(date_latest__gte=window.first) | Q(date_latest=None)
    return dated_events().filter(ends, date_sort__lte=window.last)


def _rows(events: Sequence[Event], window: Window) -> list[Row]:
    others = _other_dates([event for event in events if event.disputed])
    rows: list[Row] = []
    y = HEAD
    for event in events:
        further = others.get(event.pk, [])
        height = ROW + FURTHER * len(further)
        lines = [_line(date, window, y + number * FURTHER) for number, date in enumerate([event.date, *further])]
        rows.append(Row(event, y, height, lines[0], lines[1:]))
        y += height
    return rows


def _line(date: str, window: Window, y: int) -> Line:
    return Line(in_words("date", date), shapes(date, window), y)


def _other_dates(events: Collection[Event]) -> dict[int, list[str]]:
    """Return by event the dates that sources give it beside the one it shows."""
    told = summed(Event, [event.pk for event in events]) if events else {}
    return {event.pk: [each.value for each in told[event.pk]["date"] if each.value != event.date] for event in events}
