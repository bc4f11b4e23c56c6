import hashlib

from django.db import migrations
from django.db.models import Value
from django.db.models.functions import Concat, Substr

REST = 20


def begin_with_document(apps, schema_editor):
    """Let the identity of each claim, and whatever names one, begin with the hash of its document's key."""
    _change_what_is_kept(apps.get_model("osce_docs", "KeptReading"), _beginnings(apps))
    _change_cites(apps.get_model("osce_docs", "Ruling"))
    claims = apps.get_model("osce_docs", "Claim").objects.all()
    misread = apps.get_model("osce_docs", "Ruling").objects.filter(kind="misread")
    documents = apps.get_model("osce_docs", "Document").objects.values_list("pk", "key")
    editions = apps.get_model("osce_docs", "NavigationEdition").objects.values_list("pk", "sha256")
    for pk, key in documents.iterator():
        _change(claims.filter(telling__document=pk), "identity", key)
        _change(misread.filter(document=pk), "claim", key)
    for pk, sha256 in editions.iterator():
        _change(claims.filter(telling__edition=pk), "identity", sha256)


def _change(rows, column, key):
    rows.update(**{column: Concat(Value(_beginning(key)), Substr(column, 1, REST))})


def _beginnings(apps):
    """Return what the identities that readings of much told records name are to begin with."""
    kept = apps.get_model("osce_docs", "KeptReading").objects.values_list("first", flat=True)
    named = sorted({each for first in kept.iterator() for each in first})
    claims = apps.get_model("osce_docs", "Claim").objects.all()
    found = {}
    for at in range(0, len(named), 400):
        rows = claims.filter(identity__in=named[at : at + 400])
        for old, document, edition in rows.values_list("identity", "telling__document__key", "telling__edition__sha256"):
            found[old] = _beginning(document or edition)
    return found


def _change_what_is_kept(kept, beginnings):
    for row in kept.objects.all().iterator():
        row.first = [beginnings[each] + each[:REST] if each in beginnings else each for each in row.first]
        row.save(update_fields=["first"])


def _change_cites(rulings):
    for ruling in rulings.objects.exclude(cites=[]).iterator():
        for cite in ruling.cites:
            cite["claim"] = _beginning(cite["document"]) + cite["claim"][:REST]
        ruling.save(update_fields=["cites"])


def _beginning(key):
    return hashlib.sha256(key.encode()).hexdigest()[:12]


class Migration(migrations.Migration):
    dependencies = [("osce_docs", "0015_list_indexes")]

    operations = [migrations.RunPython(begin_with_document)]
