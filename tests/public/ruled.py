"""An archive in which every kind of ruling and note stands on every kind of record, each made by its own verb."""

import shutil
from itertools import combinations, islice
from pathlib import Path

from django.conf import settings

from osce_docs.editorial.annotate import annotate
from osce_docs.editorial.decide import decide
from osce_docs.editorial.relations import body_in
from osce_docs.editorial.review import set_statuses
from osce_docs.editorial.rule import Edit, put_back, rule_all
from osce_docs.editorial.ties import ties_of
from osce_docs.ingest import source_criticism
from osce_docs.ingest.merging import Choice, merge
from osce_docs.ingest.run import import_sources
from osce_docs.models import Claim, Document, Event, Finding, Organization, Proposal, Ruling, Telling, Topic
from osce_docs.models.record import Record
from tests.factories import make_organization, make_user

MODELS = (Document, Organization, Event, Proposal)
# What is ruled of a tie that no source tells of, by its field.
ADDED = {
    "member": {"member": "{0}", "role": "member"},
    "count": {"what": "seats", "number": "{1}", "as_of": ""},
    "participant": {"name": "{0}", "role": "observer"},
    "proposer": {"name": "{0}"},
    "position": {"party": "{0}", "stance": "accepted"},
    "alias": {"name": "Another name {1}"},
    "source": {"name": "{0}"},
    "topic": {"name": "topic-{1}"},
}


def import_twice(folder: Path) -> None:
    """Import the seeds, and again with a sentence more in each: every document has a former text."""
    seeds = shutil.copytree(settings.BASE_DIR / "seeds", folder / "seeds")
    import_sources([seeds])
    for source in seeds.glob("0*.txt"):
        source.write_text(f"{source.read_text('utf-8')}\nNo more was said.\n", "utf-8")
    import_sources([seeds])


def rule_on_everything(size: int) -> None:
    """Make up to `size` rulings and notes of every kind on every record, and withhold some that they name."""
    bodies = [make_organization(f"Observer {number}").key for number in range(2 * size)]
    Topic.objects.bulk_create(Topic(key=f"topic-{number}", name=f"Topic {number}") for number in range(size))
    for model in MODELS:
        _rule_on_values(model, bodies, size)
    _rule_on_readings(size)
    _rule_on_pairs(size)
    for model in MODELS:
        _rule_on_place(model, size)
    for model in (Organization, Event, Proposal):
        _merge(model, size)
    _note(size)
    _review(bodies, size)


def _rule_on_values(model: type[Record], bodies: list[str], size: int) -> None:
    """Rule twice on every field and on ties, those of no source too, and take some of it back."""
    for reason in ("First thoughts.", "Second thoughts."):
        edits = [Edit(each, _values(each, bodies, size)) for each in model.objects.standing()]
        made = rule_all(edits, make_user(), reason=reason).made
    put_back({ruling.pk: replaced for ruling, replaced in made[::5]}, make_user())


def _values(record: Record, bodies: list[str], size: int) -> dict[str, object]:
    values = {name: getattr(record, name) for name in record.FIELDS if name not in {"body", "parent", "mode"}}
    values |= {name: bodies[-1] for name in ("body", "parent") if name in record.FIELDS}
    for tie, table in ties_of(type(record)):
        rows = table._default_manager.filter(owner=record, exists=True).order_by("key")[:size]
        values |= {f"{tie.field}/{row.key}": {"exists": False} for row in list(rows)[::2]}
        for number, body in enumerate(bodies[:size]):
            told = {part: each.format(body, number) for part, each in ADDED[tie.field].items()}
            values[f"{tie.field}/{tie.key(told)}"] = told | {"exists": True}
    return {name: value for name, value in values.items() if body_in(name, value) != record.key}


def _rule_on_readings(size: int) -> None:
    """Rule claims of each kind of record misread, and take one back."""
    for model in MODELS:
        of = str(model._meta.model_name)
        claims = Claim.objects.filter(telling__kind=of, telling__document__isnull=False).select_related("telling")
        made = [source_criticism.rule_misread(each, make_user(), "Misread.") for each in claims.order_by("pk")[:size]]
        if size > 1:
            source_criticism.take_back(made[0], make_user())


def _rule_on_pairs(size: int) -> None:
    """Rule that tellings are of the same thing, that they are not, and that two bodies are two."""
    for kind in ("event", "proposal"):
        told = list(Telling.objects.filter(kind=kind, document__isnull=False).order_by("key")[: 4 * size + 4])
        pairs = [(one, other) for one, other in combinations(told, 2) if one.document_id != other.document_id]
        for number, pair in enumerate(islice(pairs, 2 * size)):
            verb = source_criticism.rule_different if number % 2 else source_criticism.rule_same
            verb(*pair, make_user(), "Compared.")
    source_criticism.rule_two(*Organization.objects.standing().order_by("key")[:2], make_user(), "Two.")


def _rule_on_place(model: type[Record], size: int) -> None:
    """Rule of passages that they tell of a record."""
    of = str(model._meta.model_name)
    if model is Document:
        return
    told = Telling.objects.filter(kind=of, document__isnull=False).order_by("key").values_list("key", flat=True)
    record = model.objects.standing().filter(tellings__isnull=False).order_by("-key").first()
    source_criticism.rule_all_belong(list(told[:size]), record, make_user(), "It tells of this.")


def _merge(model: type[Record], size: int) -> None:
    """Merge records into the one that most is told of, with rulings carried over; undo one."""
    records = list(model.objects.standing().filter(tellings__isnull=False).distinct().order_by("key"))
    into = records[-1]
    for record in records[: min(size, len(records) - 1)]:
        about = {str(model._meta.model_name): record, "kind": Ruling.Kind.RELATION}
        carried = Ruling.objects.standing().filter(**about).order_by("pk")[:size]
        merge(record, into, Choice({}, list(carried)), make_user(), "They are one.")


def _note(size: int) -> None:
    """Write notes for readers and for editors on words of every document, about records of every kind and about none.

    Settle some findings.
    """
    documents = Document.objects.select_related("text__edition", "text__original").order_by("key")
    for document in documents:
        about = [None, *(each for model in MODELS[1:] for each in model.objects.order_by("key")[:size])]
        for number, record in enumerate(about):
            columns = {"is_public": number % 3 != 1, "is_sic": number % 3 == 2}
            annotate(document, number, number + 9, make_user(), "A note.", record, **columns)
    found = Finding.objects.filter(resolution=Finding.Resolution.OPEN).order_by("pk")
    for resolution in (Finding.Resolution.RESOLVED, Finding.Resolution.DISMISSED):
        decide(Finding.objects.filter(pk__in=list(found.values_list("pk", flat=True)[:size])), resolution, make_user())


def _review(bodies: list[str], size: int) -> None:
    """Withhold records that others name, and review the rest."""
    withheld = [each for model in MODELS for each in model.objects.standing().order_by("-key")[1:2]]
    withheld += Organization.objects.filter(key__in=bodies[::2])
    for model in MODELS:
        own = [each for each in withheld if isinstance(each, model)]
        set_statuses(own, "withheld", make_user(), "Not for readers.")
        set_statuses(list(model.objects.public()), "reviewed", make_user(), "Read.")
