"""Which events are a body's is found in an index alone. The former one is dropped by its name, the same everywhere: to
alter the column SQLite would write the table anew, and PostgreSQL lock it and that of bodies."""

import django.db.models.deletion
from django.db import migrations, models

FORMER = "osce_docs_event_body_id_546108ed"


class Migration(migrations.Migration):
    dependencies = [("osce_docs", "0049_shorter_stretches")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                fields=["body", "id"], condition=models.Q(body__isnull=False), name="event_by_body"
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="event",
                    name="body",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="osce_docs.organization",
                        verbose_name="body",
                    ),
                ),
            ],
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX {FORMER}", f"CREATE INDEX {FORMER} ON osce_docs_event (body_id)"
                ),
            ],
        ),
    ]
