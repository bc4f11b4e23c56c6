"""Plain widgets are written by functions as Django's templates write them."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from osce_docs.renderer import WRITTEN, Renderer

CHOICES = [("", "–"), ("a", "A & B"), ("Group", [("c", "<C>"), ("d", "D")])]


class Plain(forms.Form):
    words = forms.CharField(
        help_text="?", widget=forms.TextInput({"list": "words", "data-on": True, "data-off": False})
    )
    kept = forms.CharField(widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.DateInput({"type": "date"}))
    number = forms.IntegerField(min_value=0, required=False)
    ticked = forms.BooleanField()
    sort = forms.ChoiceField(choices=CHOICES, required=False)
    several = forms.MultipleChoiceField(choices=CHOICES)


GIVEN = {
    "words": '"<&',
    "kept": "x",
    "day": "1992-07-08",
    "number": "7",
    "ticked": "on",
    "sort": "c",
    "several": ["a", "d"],
}


def told(html):
    return re.sub(r"\s+", " ", re.sub(r">\s+|\s+<", lambda found: found[0].strip(), html))


@pytest.mark.parametrize("data", [None, {}, GIVEN])
@pytest.mark.parametrize("name", Plain.base_fields)
def test_what_is_written_is_what_a_template_writes(name, data):
    written, by_template = (str(Plain(data, renderer=each())[name]) for each in (Renderer, DjangoTemplates))
    assert told(written) == told(by_template)


def test_these_are_widgets_that_are_written_so():
    assert {field.widget.template_name for field in Plain.base_fields.values()} == set(WRITTEN)
