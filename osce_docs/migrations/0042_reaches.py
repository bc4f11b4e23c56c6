"""What lists of a million documents need: how far what lasts longer than a day reaches (osce_docs/models/fields.py), of
what there is already too, and the positions of a stance."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models import Case, DurationField, ExpressionWrapper, F, Q, Value, When

KINDS = ("document", "event", "proposal")
REACHES = (8, 64, 512, 4096)


def tell_reaches(apps, schema_editor):
    days = ExpressionWrapper(F("date_latest") - F("date_earliest"), output_field=DurationField())
    shorter = [When(days__lt=timedelta(fewer), then=Value(place)) for place, fewer in enumerate(REACHES, 1)]
    far, unended = len(REACHES) + 1, len(REACHES) + 2
    reach = Case(When(date_latest=None, then=Value(unended)), *shorter, default=Value(far))
    longer = Q(date_latest=None) | Q(date_latest__gt=F("date_earliest"))
    for kind in KINDS:
        records = apps.get_model("osce_docs", kind).objects.filter(longer, date_earliest__isnull=False)
        records.alias(days=days).update(date_reach=reach)


class Migration(migrations.Migration):
    dependencies = [("osce_docs", "0041_indexes_of_tellings")]

    operations = [
        *(
            migrations.AddField(
                model_name=kind,
                name="date_reach",
                field=models.PositiveSmallIntegerField(editable=False, null=True),
            )
            for kind in KINDS
        ),
        migrations.RunPython(tell_reaches, migrations.RunPython.noop),
        *(
            migrations.AddIndex(
                model_name=kind,
                index=models.Index(
                    fields=["date_reach", "date_sort", "key", "date_latest"],
                    condition=Q(date_reach__isnull=False),
                    name=f"{kind}_by_reach",
                ),
            )
            for kind in KINDS
        ),
        migrations.AddIndex(
            model_name="position",
            index=models.Index(fields=["stance", "owner"], name="position_by_stance"),
        ),
    ]
