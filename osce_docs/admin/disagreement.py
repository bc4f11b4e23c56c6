"""Where sources differ: the readings side by side, and one of them ruled, or the matter left open, with a reason."""

import json
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from osce_docs.admin.beside import Beside, Reading, beside
from osce_docs.editorial.relations import TIES
from osce_docs.editorial.rule import rule, subject
from osce_docs.models import Finding, Ruling, User

LEFT_OPEN = "open"
# The button that rules, beside those that only decide on the finding.
RULE = "rule"
PASSAGES = 12
# So many readings stand side by side.
MOST_SIDES = 60


class FindingForm(forms.ModelForm):
    """A note beside a finding and, where it is a disagreement, which reading is right, and why."""

    reading = forms.CharField(required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=2000, help_text=gettext_lazy("Readers see it.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        help_texts: ClassVar = {"note": gettext_lazy("Only editors see it.")}

    def clean(self) -> dict[str, Any]:
        """Refuse a reading that no source tells any more, and one chosen over a colleague's ruling not seen."""
        data = super().clean()
        if self.data.get("resolution") != RULE:
            return data
        told, record = side_by_side(self.instance), subject(self.instance)
        if not data.get("reading"):
            raise ValidationError(_("Choose a reading, or leave the matter open."))
        if record is None or data["reading"] not in {LEFT_OPEN, *(json.dumps(each.value) for each in _usable(told))}:
            raise ValidationError(_("What you chose is no longer said by any source: choose again."))
        if data.get("version") != record.version:
            raise ValidationError(_("Someone else ruled on this record since you opened it: look again."))
        return data


def side_by_side(finding: Finding) -> Beside | None:
    """Return the readings that a finding is about, with the ruling there is; None where it is no disagreement."""
    record = subject(finding)
    if finding.kind != "disagreement" or record is None:
        return None
    told = beside(record, [finding.field], PASSAGES, MOST_SIDES).get(finding.field)
    return told if told and told.disputed else None


@transaction.atomic
def rule_on(finding: Finding, form: FindingForm, author: User) -> list[Ruling]:
    """Rule as the form says; return the rulings, none where the matter is left open. Raises Clash."""
    data, record = form.cleaned_data, subject(finding)
    if record is None or data["reading"] == LEFT_OPEN:
        return []
    value = json.loads(data["reading"])
    name, _slash, key = finding.field.partition("/")
    ruled = {TIES[name].disputable: value[TIES[name].disputable]} if key else value
    return rule(record, {finding.field: ruled}, author, reason=data["reason"], version=data["version"])


def decided(finding: Finding, form: FindingForm) -> str:
    """Return what was decided as a sentence."""
    data = form.cleaned_data
    told = {json.dumps(each.value): each.words for each in _usable(side_by_side(finding))}
    what = _("Left open.") if data["reading"] == LEFT_OPEN else _("Ruled: %s.") % told[data["reading"]]
    return f"{what} {data['reason']}".strip()


def _usable(told: Beside | None) -> list[Reading]:
    return [each for each in told.readings if each.usable] if told else []
