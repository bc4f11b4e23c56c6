"""PostgreSQL's index of words has the stretches of days that entries stand in, so that the newest are found first, and
words stand with their entry, where those of many are read to rank them."""

from django.db import migrations

WORDS = (
    "setweight(to_tsvector('pg_catalog.simple', title), 'A') || to_tsvector('pg_catalog.simple', text)"
)
STRETCHES = (
    "ARRAY[((id >> 45) << 4) | (id & 3), ((id >> 45) << 4) | 4, "
    "((id >> 51) << 4) | 8 | (id & 3), ((id >> 51) << 4) | 12]"
)
# A column is written anew only where it is made anew; its index goes with it.
ANEW = (
    "ALTER TABLE osce_docs_searchentry DROP COLUMN words, "
    f"ADD COLUMN words tsvector GENERATED ALWAYS AS ({WORDS}) STORED, ALTER COLUMN words SET STORAGE "
)
FORWARDS = [
    f"{ANEW} MAIN",
    f"CREATE INDEX searchentry_newest ON osce_docs_searchentry USING gin (words, ({STRETCHES}))",
]
BACKWARDS = [f"{ANEW} EXTENDED", "CREATE INDEX searchentry_words ON osce_docs_searchentry USING gin (words)"]


def run(statements):
    def execute(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("osce_docs", "0042_reaches")]

    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
