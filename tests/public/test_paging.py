"""Pages by position: every row once, both ways, whatever the address says."""

import pytest

from osce_docs.models import Organization
from osce_docs.public.paging import numbered, page
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    for number in range(7):
        make_organization(
            "Same" if number in (2, 3, 4) else f"Zone {number}", key=f"key-{number}", slug=f"slug-{number}"
        )
    rows = Organization.objects.order_by("name", "key")
    return [row.key for row in rows]


def keys(shown):
    return [row.key for row in shown.rows]


def test_pages_follow_one_another_and_lead_back(names):
    rows = Organization.objects.all()
    first = page(rows, "name", size=3)
    second = page(rows, "name", after=first.after, size=3)
    third = page(rows, "name", after=second.after, size=3)
    assert keys(first) + keys(second) + keys(third) == names
    assert (first.before, third.after) == ("", "")
    back = page(rows, "name", before=third.before, size=3)
    assert (keys(back), bool(back.before), bool(back.after)) == (keys(second), True, True)


@pytest.mark.parametrize("position", ["", "nonsense", "~", "\0~x"])
def test_a_position_that_is_none_shows_the_first_page_or_goes_on(names, position):
    assert len(page(Organization.objects.all(), "name", after=position, size=3).rows) in {0, 3}


def test_a_date_that_is_none_shows_the_first_page():
    assert page(Organization.objects.all(), "name", after="", size=3).rows == []


@pytest.mark.parametrize(
    ("number", "expected"), [("", 3), ("1", 3), ("3", 1), ("9", 0), ("-1", 3), ("²", 3), ("9" * 99, 3)]
)
def test_numbered_pages_take_any_number(names, number, expected):
    assert len(numbered(Organization.objects.order_by("pk"), number, size=3).rows) == expected
