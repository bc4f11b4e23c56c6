import django.db.models.deletion
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import osce_docs.models.fields
from osce_docs.editorial.roles import grant


def let_erasures_be_seen(apps, schema_editor):
    """Whoever may look at the sources may see which documents were erased."""
    app = apps.get_app_config("osce_docs")
    app.models_module = app
    create_permissions(app, verbosity=0, apps=apps)
    app.models_module = None
    grant(*(apps.get_model("auth", name).objects for name in ("Group", "Permission")))


class Migration(migrations.Migration):

    dependencies = [
        ('osce_docs', '0031_document_by_edition'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(help_text='Readers see it.', verbose_name='reason')),
                ('erased_at', models.DateTimeField(verbose_name='erased')),
                ('erased_by', models.CharField(help_text='The account on the machine of the archive.', max_length=150, verbose_name='by')),
            ],
            options={
                'default_permissions': ('view',),
                'verbose_name': 'erasure',
                'verbose_name_plural': 'erasures',
            },
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
            ],
            options={
                'verbose_name': 'trace of an erased document',
                'verbose_name_plural': 'traces of erased documents',
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='ruling',
            name='ruling_revoked_by_someone',
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('revoked_by__isnull', True), ('revoked_at__isnull', False), _connector='OR'), name='ruling_revoked_by_someone'),
        ),
        migrations.AddField(
            model_name='erasure',
            name='document',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='osce_docs.document', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='trace',
            name='erasure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='traces', to='osce_docs.erasure'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=osce_docs.models.fields.HasNoNul('reason'), name='erasure_reason_no_nul'),
        ),
        migrations.AddConstraint(
            model_name='trace',
            constraint=models.UniqueConstraint(fields=('erasure', 'sha256'), name='trace_unique'),
        ),
        migrations.RunPython(let_erasures_be_seen, migrations.RunPython.noop),
    ]
