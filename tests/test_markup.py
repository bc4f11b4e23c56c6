"""Markup is filled as Django's format_html fills it: what is not markup is never taken for any."""

import pytest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from osce_docs.markup import fill, fill_each

SIGNS = st.text(alphabet="<>&\"'{}ä \n")
VALUES = st.one_of(SIGNS, st.integers(), st.none(), SIGNS.map(lambda each: format_html("<b>{}</b>", each)))


@given(st.lists(st.tuples(VALUES, VALUES)))
def test_it_writes_what_django_writes(rows):
    markup = '<p title="{}">{}</p>'
    assert fill_each(markup, rows) == format_html_join("", markup, rows)
    for row in rows:
        assert fill(markup, *row) == format_html(markup, *row)


@given(SIGNS)
def test_what_is_filled_is_markup_in_other_markup_and_in_pages(words):
    inner = fill("<b>{}</b>", words)
    assert fill("<p>{}</p>", inner) == fill("<p>{}</p>", str(inner)) == f"<p>{inner}</p>"
    assert format_html("<p>{}</p>", inner) == f"<p>{inner}</p>"


@pytest.mark.parametrize("value", [gettext_lazy("Proposals <by> parties"), "<i>", ["<i>"]])
def test_words_are_escaped_whatever_they_are_made_of(value):
    assert "<" not in fill("{}", value)
