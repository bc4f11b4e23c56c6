import re

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def find_what_was_decided(apps, schema_editor):
    """Until now a record that editors decided on was whatever it had become: what tells of it now is its basis."""
    ruled = apps.get_model("osce_docs", "Ruling").objects.filter(kind="belongs", revoked_at=None).values("telling")
    tellings = apps.get_model("osce_docs", "Telling").objects.exclude(key__in=ruled).order_by("key")
    for kind in ("event", "proposal"):
        for pk, key, merged in _decided_on(apps, kind):
            # Of those that are merged one cannot see which tellings are whose; they are known by their keys.
            own = tellings.none() if merged else tellings.filter(**{kind: pk})
            _store(apps, {f"{kind}_id": pk, "key": key}, own.values_list("key", "block"))


def _decided_on(apps, kind):
    """Yield id and key of the records with rulings or notes, or named by rulings, and whether they are merged."""
    ruling, note = (apps.get_model("osce_docs", name).objects for name in ("Ruling", "Annotation"))
    named = set(ruling.filter(kind__in=["merge", "belongs"]).values_list("value", flat=True))
    ids = {pk for rows in (ruling, note) for pk in rows.exclude(**{kind: None}).values_list(kind, flat=True)}
    records = apps.get_model("osce_docs", kind).objects
    into = set(records.exclude(merged_into=None).values_list("merged_into", flat=True))
    for pk, key, gone in records.order_by("pk").values_list("pk", "key", "merged_into"):
        if pk in ids | into or key in named or gone:
            yield pk, key, gone is not None or pk in into


def _store(apps, about, tellings):
    block = re.split("[@#]", about["key"], maxsplit=1)[0]
    model, now = apps.get_model("osce_docs", "Basis"), timezone.now()
    rows = [("", block), *tellings]
    model.objects.bulk_create(model(**about, telling=telling, block=block, made_at=now) for telling, block in rows)


class Migration(migrations.Migration):

    dependencies = [
        ('osce_docs', '0021_rulings_by_kind'),
    ]

    operations = [
        migrations.CreateModel(
            name='Basis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text="the record's key then", max_length=255)),
                ('telling', models.CharField(blank=True, help_text='key of the telling', max_length=500)),
                ('block', models.CharField(help_text="the telling's; without one, the block of the record's key", max_length=255)),
                ('made_at', models.DateTimeField()),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='osce_docs.event')),
                ('proposal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='osce_docs.proposal')),
            ],
            options={
                'verbose_name': 'basis of decisions',
                'verbose_name_plural': 'bases of decisions',
                'default_permissions': (),
                'indexes': [models.Index(fields=['telling'], name='basis_by_telling'), models.Index(fields=['block'], name='basis_by_block')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('event__isnull', False), ('proposal__isnull', True)), models.Q(('event__isnull', True), ('proposal__isnull', False)), _connector='OR'), name='basis_one_record'), models.UniqueConstraint(fields=('event', 'telling'), name='basis_of_event'), models.UniqueConstraint(fields=('proposal', 'telling'), name='basis_of_proposal')],
            },
        ),
        migrations.RunPython(find_what_was_decided, migrations.RunPython.noop),
    ]
