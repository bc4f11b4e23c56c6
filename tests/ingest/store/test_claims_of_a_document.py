"""The claims of a document lie together in the index of claims, and archives from before are brought to it."""

import hashlib
from importlib import import_module

import pytest
from django.apps import apps

from osce_docs.editorial.facts import misread
from osce_docs.ingest.source_criticism import rule_misread
from osce_docs.ingest.store.evidence import identity
from osce_docs.models import Claim, KeptReading, Ruling
from osce_docs.readings import Claim as ReadClaim
from tests import factories as make

TEXT = "The talks opened in Oslo on 3 May 1998."


def test_claims_of_one_document_begin_alike_and_end_by_what_they_say():
    place, date = ReadClaim(20, 24, "place", "Oslo", "rule"), ReadClaim(28, 38, "date", "1998-05-03", "rule")
    one, other = (identity(key, TEXT, place) for key in ("seeds/one.txt", "seeds/other.txt"))
    assert len(one) == len(other) == 32
    assert one[:12] == identity("seeds/one.txt", TEXT, date)[:12] != other[:12]
    assert len({one[12:], other[12:], identity("seeds/one.txt", TEXT, date)[12:]}) == 3


def test_a_relation_is_the_same_claim_in_whatever_order_its_parts_are_told():
    parts = {"name": "norway", "role": "host"}
    told = [ReadClaim(0, 9, "participant", dict(each), "rule") for each in (parts.items(), reversed(parts.items()))]
    assert identity("a", TEXT, told[0]) == identity("a", TEXT, told[1])


@pytest.mark.django_db
def test_what_editors_ruled_on_a_claim_follows_it_to_its_new_identity():
    document, editor = make.make_document(TEXT, title="Chronicle"), make.make_user("editor")
    event = make.make_event("Oslo Talks", key="event:oslo-talks")
    claim = make.claim(event, document, "place", "Oslo", "Oslo")
    rule_misread(claim, editor)
    cites = [{"document": document.key, "quote": "Oslo", "claim": claim.identity}]
    ruling = Ruling.objects.create(kind="field", event=event, field="place", value="Bergen", author=editor, cites=cites)
    about = {"kind": "event", "record": event.pk, "field": "place", "place": 0, "value": "Oslo"}
    kept = KeptReading.objects.create(**about, witnesses=1, documents=1, facts=1, first=[claim.identity, "gone"])
    import_module("osce_docs.migrations.0016_claims_begin_with_their_document").begin_with_document(apps, None)
    new = hashlib.sha256(document.key.encode()).hexdigest()[:12] + claim.identity[:20]
    ruling.refresh_from_db(), kept.refresh_from_db()
    assert Claim.objects.filter(misread()).get().identity == new
    assert ruling.cites == [{"document": document.key, "quote": "Oslo", "claim": new}]
    assert kept.first == [new, "gone"]
