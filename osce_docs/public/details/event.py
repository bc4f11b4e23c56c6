"""The page of an Event."""

from typing import Any

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from osce_docs.models import Event, Participation
from osce_docs.models.words import in_words
from osce_docs.public.details.ties import RECORD, Shown, Ties
from osce_docs.public.differences import contradictions
from osce_docs.public.errata import rulings_for_readers
from osce_docs.public.told import Evidence, Told, visible_body

PARTICIPATIONS = Shown(
    Participation.objects.select_related("organization"),
    Ties("participants", Participation.objects.filter(owner=RECORD), "participant"),
)


def event_page(event: Event, asked: QueryDict) -> dict[str, Any]:
    """Return what the page of an event shows, for what its address asks."""
    body = event.body if event.body and visible_body(event.body) else None
    rulings = rulings_for_readers(event)
    (took_part,) = PARTICIPATIONS.parts(asked, event, rulings)
    evidence = Evidence(event, rulings, participant=took_part.rows)
    return {
        "findings": contradictions(evidence.passages()),
        "named": evidence.field("title", _("Title"), event.title),
        "fields": [
            evidence.field("date", _("Date"), event.date_display),
            evidence.field("kind", _("Kind"), in_words("kind", event.kind)),
            evidence.field("place", _("Place"), event.place),
            evidence.field("body", _("Body"), str(body or ""), body),
            *_mode(event, evidence),
        ],
        "participants": evidence.ties("participant", took_part, "organization", lambda row: capfirst(row.role)),
        "participants_part": took_part,
        "notes": evidence.notes(),
        "errata": evidence.errata(),
    }


def _mode(event: Event, evidence: Evidence) -> list[Told]:
    """Return whether the event happened, where that is not plainly told: every passage about it tells its mode."""
    told = evidence.field("mode", _("Told as"), capfirst(event.get_mode_display()))
    is_decided = told.ruling and told.readings
    return [told] if told.disputed or is_decided or event.mode != Event.Mode.ASSERTED else []
