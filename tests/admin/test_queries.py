"""A page of the admin asks as many questions of the database for a thousand rows as for ten, and never more than 25."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import ChoiceField, ModelChoiceField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from osce_docs.models import (
    Annotation,
    Claim,
    Document,
    Erasure,
    Event,
    Finding,
    FindingPassage,
    FormerAddress,
    ImportRun,
    KeptReading,
    Membership,
    Mention,
    NavigationEdition,
    Organization,
    Original,
    Participation,
    Position,
    Proposal,
    Provenance,
    Retelling,
    Ruling,
    SavedView,
    Telling,
    Text,
    Topic,
    User,
)
from tests import factories as make
from tests.admin.forms import address, opened
from tests.admin.test_roles import ADDRESSES
from tests.public.test_queries import crowd

MOST = 25
THEN = datetime(2000, 1, 1, tzinfo=UTC)
RECORDS = (Document, Organization, Event, Proposal)
# In an order in which nothing is left that names what goes.
EMPTIED = (
    *(FindingPassage, Finding, Annotation, Ruling, KeptReading, Claim, Telling, Mention, Retelling),
    *(Participation, Membership, Position, Event, Proposal, Organization, Erasure, Document, Text, Original),
    *(ImportRun, FormerAddress, NavigationEdition, Topic, Group, Provenance),
)
# What is asked for by POST, or only answers one: tried below, or changes something.
SENT = {"accept", "add", "delete", "export", "password_change", "take_back"}


def fill(size, editor):
    """Fill the archive with `size` rows of everything; return by table the row that most of it is about."""
    document, body, event, proposal = crowd(size)
    others = User.objects.bulk_create(User(username=f"user {number}", is_staff=True) for number in range(size))
    bodies = list(Organization.objects.exclude(pk=body.pk).order_by("pk"))
    ledger = [
        Ruling(kind="field", field=field, value=value, author=who, revoked_at=THEN, revoked_by=editor, **about)
        for who, each in zip(others, bodies, strict=True)
        for field, value, about in (
            ("place", "Oslo", {"document": document}),
            ("body", each.key, {"event": event}),
            ("parent", each.key, {"organization": body}),
            ("text", "Words", {"proposal": proposal}),
        )
    ]
    Ruling.objects.bulk_create(ledger)
    claims = list(Claim.objects.filter(telling__document=document).order_by("pk"))
    Ruling.objects.bulk_create(
        Ruling(kind="misread", claim=claim.identity, document=document, author=who)
        for claim, who in zip(claims[:size], others, strict=True)
    )
    Annotation.objects.bulk_create(
        Annotation(document=document, start=0, end=9, quote="Body 0000", note="?", author=who, **about)
        for who in others
        for about in ({"event": event}, {"organization": body}, {"proposal": proposal})
    )
    Finding.objects.bulk_create(
        Finding(identity=f"{kind} {n}", kind=kind, message="x", weight=2, resolved_by=editor, resolved_at=THEN, **about)
        for n in range(size)
        for kind, about in (("no-longer-said", {"event": event}), ("vague-time", {"organization": body}))
    )
    disputed = Finding.objects.create(
        identity="d", kind="disagreement", message="Two dates.", weight=3, event=event, field="date"
    )
    newcomer = None
    for name in ("Union", "Division", "Section", "Newcomer"):
        newcomer = make.make_organization(name, parent=newcomer)
    twin = make.make_event("Gathering again", "1971")
    texts = list(Document.objects.exclude(pk=document.pk).order_by("pk"))
    Retelling.objects.bulk_create(Retelling(first=document, second=each, shared=3) for each in texts)
    same = {"text": document.text, "provenance": document.provenance, "size": 1, "modified_ns": 0, "rules": "r"}
    gone = Document.objects.bulk_create(
        Document(key=f"gone-{n}", slug=f"gone-{n}", path=f"gone {n}", format="narrative", standing=False, **same)
        for n in range(size)
    )
    Erasure.objects.bulk_create(Erasure(document=each, reason="r", erased_at=THEN, erased_by="u") for each in gone)
    ImportRun.objects.bulk_create(
        ImportRun(started_at=THEN + timedelta(days=number), rules="r") for number in range(size)
    )
    FormerAddress.objects.bulk_create(FormerAddress(kind="event", slug=f"f-{n}", target="t") for n in range(size))
    Provenance.objects.bulk_create(Provenance(key=f"p-{n}", publisher="P", language="en") for n in range(size))
    Topic.objects.bulk_create(Topic(key=f"t-{n}", name=f"Topic {n}") for n in range(size))
    NavigationEdition.objects.bulk_create(NavigationEdition(sha256=f"{n:064}", text="Home") for n in range(size))
    Group.objects.bulk_create(Group(name=f"group {n}") for n in range(size))
    SavedView.objects.bulk_create(
        SavedView(user=editor, table="osce_docs.event", name=f"{n}", query="q=a") for n in range(min(size, 20))
    )
    make.settle(document, body, event, proposal)
    if connection.vendor == "postgresql":
        # In use it finds out by itself, within a minute, what its tables hold.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    rows = [
        *(document, document.text, document.text.original, body, event, proposal, disputed, editor),
        *(event.tellings.first(), claims[0], document.mentions.first(), document.annotations.first()),
        *(ledger[1], Retelling.objects.first(), ImportRun.objects.first(), FormerAddress.objects.first()),
        Erasure.objects.first(),
        *(Provenance.objects.first(), Topic.objects.first(), NavigationEdition.objects.first(), Group.objects.first()),
    ]
    return {row._meta.model_name: row for row in rows} | {"twin": twin}


def asked_for(rows):
    """Yield the name of each page that is looked at, and its address."""
    yield "index", reverse("admin:index")
    for name, table, page in ADDRESSES:
        if page == "changelist" or page == "import":
            yield name, reverse(f"admin:{name}")
        elif page == "export":
            yield name, reverse(f"admin:{name}", args=["csv"])
        elif page not in SENT:
            yield name, reverse(f"admin:{name}", args=[rows[table].pk])
    for model in RECORDS:
        record = rows[model._meta.model_name]
        yield f"{record} then", f"{address(record, 'history')}?{urlencode({'then': THEN.isoformat()})}"
    yield "merge preview", f"{address(rows['twin'], 'merge')}?other={rows['event'].pk}"
    yield "narrowed", f"{reverse('admin:osce_docs_event_changelist')}?q=e&status__exact=unreviewed&disputed__exact=0"
    query = {"app_label": "osce_docs", "model_name": "event", "field_name": "body", "term": "body"}
    yield "autocomplete", f"{reverse('admin:autocomplete')}?{urlencode(query)}"


def sent(client, rows):
    """Yield the name, the address and what is sent to it, of the pages that only show what would come of it."""
    for model in RECORDS:
        name = model._meta.model_name
        sheet = client.get(reverse(f"admin:osce_docs_{name}_export", args=["csv"])).content
        corrected = sheet.replace(b"1971", b"1972")
        yield (
            f"{name} sheet",
            reverse(f"admin:osce_docs_{name}_import"),
            {"file": SimpleUploadedFile("list.csv", corrected)},
        )
        yield (
            f"{name} preview",
            address(rows[name]),
            typed(client, rows[name]) | {"_preview": "1"},
        )


def typed(client, record):
    """Return what the form of a record sends where something else is put into each field, and a row added to each
    tie."""
    where = address(record)
    sent, context = opened(client, where), client.get(where).context
    forms = [context["adminform"].form, *(each.formset.forms[-1] for each in context["inline_admin_formsets"])]
    values = {
        bound.html_name: _another(bound, record)
        for form in forms
        for bound in form
        if not (bound.is_hidden or bound.name in {"status", "exists"} or bound.name.startswith("pick_"))
    }
    return sent | {name: value for name, value in values.items() if name in sent}


def _another(bound, record):
    if isinstance(bound.field, ModelChoiceField):
        return bound.field.queryset.exclude(pk=record.pk).order_by("pk").last().pk
    if isinstance(bound.field, ChoiceField):
        return next(value for value, _ in bound.field.choices if value and value != bound.value())
    return "1972"


def questions(client, rows):
    """Return by page how many questions it asks."""
    counted = {}
    client.get(reverse("admin:index"))
    for name, where in asked_for(rows):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200, name
        counted[name] = len(asked)
    for name, where, data in list(sent(client, rows)):
        with CaptureQueriesContext(connection) as asked:
            page = client.post(where, data)
            assert page.status_code == 200, name
            assert 'class="errorlist' not in page.content.decode(), name
        counted[name] = len(asked)
    return counted


def test_no_more_for_a_thousand_rows_than_for_ten(admin, editor):
    few = questions(admin, fill(10, editor))
    clear()
    many = questions(admin, fill(1000, editor))
    assert few.keys() == many.keys()
    # Of what very many passages tell, readings are kept: that may take less.
    assert {name: (few[name], n) for name, n in many.items() if n > few[name]} == {}
    assert {name: n for name, n in few.items() if n > MOST} == {}


def clear():
    """Empty the archive."""
    SavedView.objects.all().delete()
    for model in EMPTIED:
        if model is Organization:
            Organization.objects.update(parent=None)
        model.objects.all().delete()
    User.objects.exclude(is_superuser=True).delete()
