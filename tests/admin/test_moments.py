"""Days and times are written one way: day, month, year, and the hours from 0 to 24."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils.formats import date_format, localize

from osce_docs.models import Ruling
from tests.admin.forms import address

MORNING, EVENING = datetime(2026, 11, 6, 9, 7, tzinfo=UTC), datetime(2026, 11, 6, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (localize(MORNING), "6 November 2026, 09:07"),
        (localize(EVENING), "6 November 2026, 21:00"),
        (localize(date(2026, 11, 6)), "6 November 2026"),
        (localize(EVENING.time()), "21:00"),
        (date_format(MORNING, "YEAR_MONTH_FORMAT"), "November 2026"),
        (date_format(MORNING, "MONTH_DAY_FORMAT"), "6 November"),
        (date_format(EVENING, "SHORT_DATETIME_FORMAT"), "6 Nov 2026, 21:00"),
        (Template("{{ at }}").render(Context({"at": EVENING})), "6 November 2026, 21:00"),
        (Template('{{ at|date:"DATE_FORMAT" }}').render(Context({"at": EVENING})), "6 November 2026"),
    ],
)
def test_a_moment_is_written(written, told):
    assert written == told


def test_moments_are_written_so_on_the_pages_of_editors_and_of_readers(admin, editor, summit):
    Ruling.objects.create(kind="field", field="place", value="Bergen", event=summit, author=editor)
    Ruling.objects.update(made_at=EVENING)
    ruling = Ruling.objects.get()
    for where in (
        reverse("admin:osce_docs_ruling_changelist"),
        address(ruling),
        address(summit),
        address(summit, "history"),
    ):
        page = admin.get(where).content.decode()
        assert "6 November 2026, 21:00" in page
        assert "Times are those of UTC." in page
        assert "p.m." not in page
    assert "6 November 2026</time>" in admin.get(summit.get_absolute_url()).content.decode()
