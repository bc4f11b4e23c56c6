from django.db import migrations, models
from django.db.models import F

from osce_docs.editorial.roles import grant


def name_what_is_named(apps, schema_editor):
    """Until now a body that a text names was always the record it belongs to."""
    apps.get_model("osce_docs", "Mention").objects.update(named=F("organization"))


def let_editors_merge_bodies(apps, schema_editor):
    grant(*(apps.get_model("auth", name).objects for name in ("Group", "Permission")))


class Migration(migrations.Migration):

    dependencies = [
        ('osce_docs', '0017_indexes_of_claims'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='mention', name='mention_unique'),
        migrations.AddField(
            model_name='mention',
            name='named',
            field=models.ForeignKey(null=True, on_delete=models.deletion.PROTECT, related_name='+', to='osce_docs.organization'),
        ),
        migrations.RunPython(name_what_is_named, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='mention',
            name='named',
            field=models.ForeignKey(on_delete=models.deletion.PROTECT, related_name='+', to='osce_docs.organization'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('document', 'named'), name='mention_unique'),
        ),
        migrations.RunPython(let_editors_merge_bodies, migrations.RunPython.noop),
    ]
