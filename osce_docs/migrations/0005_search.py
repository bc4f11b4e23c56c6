"""The table of search entries, and what each database needs to search it (osce_docs/search/engines)."""

from django.db import migrations, models

FORWARDS = {
    "sqlite": [
        "CREATE VIRTUAL TABLE osce_docs_searchwords USING fts5("
        "title, text, content='osce_docs_searchentry', content_rowid='id', tokenize='ascii')",
    ],
    "postgresql": [
        "ALTER TABLE osce_docs_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS ("
        "setweight(to_tsvector('pg_catalog.simple', title), 'A') || to_tsvector('pg_catalog.simple', text)) STORED",
        "CREATE INDEX searchentry_words ON osce_docs_searchentry USING gin (words)",
    ],
}
BACKWARDS = {"sqlite": ["DROP TABLE osce_docs_searchwords"], "postgresql": []}


def run(statements):
    def execute(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("osce_docs", "0004_roles")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.PositiveSmallIntegerField()),
                ("record", models.BigIntegerField()),
                ("title", models.TextField()),
                ("text", models.TextField()),
            ],
            options={
                "default_permissions": (),
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "constraints": [models.UniqueConstraint(fields=("kind", "record"), name="searchentry_unique")],
            },
        ),
        migrations.RunPython(run(FORWARDS), run(BACKWARDS)),
    ]
