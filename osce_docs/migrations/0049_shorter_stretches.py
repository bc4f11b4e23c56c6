"""PostgreSQL's index of words has shorter stretches of days: of a million documents a long one has ten times as many
entries as a page of the newest wants."""

from django.db import migrations

INDEX = "searchentry_newest"


def anew(narrow, wide):
    """Return what makes the index anew with stretches of 2^narrow and 2^wide days; entries' numbers begin with a day."""
    short, long = f"(id >> {40 + narrow}) << 4", f"(id >> {40 + wide}) << 4"
    stretches = f"ARRAY[({short}) | (id & 3), ({short}) | 4, ({long}) | 8 | (id & 3), ({long}) | 12]"

    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            # Readers find words meanwhile: only writers wait while an index is made.
            schema_editor.execute(f"CREATE INDEX {INDEX}_anew ON osce_docs_searchentry USING gin (words, ({stretches}))")
            schema_editor.execute(f"DROP INDEX {INDEX}")
            schema_editor.execute(f"ALTER INDEX {INDEX}_anew RENAME TO {INDEX}")

    return run


class Migration(migrations.Migration):
    dependencies = [("osce_docs", "0048_told_and_tellers")]

    operations = [migrations.RunPython(anew(4, 8), anew(5, 11))]
