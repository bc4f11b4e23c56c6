"""The stylesheets are whole: a rule that is never closed takes what follows into itself, and no browser complains."""

from itertools import accumulate
from pathlib import Path

import pytest
from django.conf import settings

SHEETS = sorted(Path(settings.BASE_DIR, "osce_docs", "static").rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_stylesheet_closes_what_it_opens(sheet):
    depths = list(accumulate((sign == "{") - (sign == "}") for sign in sheet.read_text("utf-8")))
    assert (min(depths), depths[-1]) == (0, 0)


def test_there_are_stylesheets():
    assert {sheet.name for sheet in SHEETS} >= {"admin.css", "public.css"}
