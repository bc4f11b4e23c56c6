"""PostgreSQL's index of words has each two words that stand side by side too: a phrase of common words was looked for
in all texts that have both."""

from django.db import migrations

INDEX = "searchentry_newest"
STRETCHES = (
    "ARRAY[((id >> 44) << 4) | (id & 3), ((id >> 44) << 4) | 4, ((id >> 48) << 4) | 8 | (id & 3), ((id >> 48) << 4) | 12]"
)
# What it costs keeps the database from making the twos of all texts anew, where there are so few that it would rather
# look at all of them. Title and text begin and end with a space: where they meet there is a word without letters.
TWOS = """
CREATE FUNCTION osce_docs_twos(title text, body text) RETURNS integer[] LANGUAGE sql
    IMMUTABLE PARALLEL SAFE COST 20000 AS $$
    SELECT array_agg(DISTINCT hashtext(word || ' ' || next)) FROM (
        SELECT word, lead(word) OVER (ORDER BY at) AS next
        FROM string_to_table(title || body, ' ') WITH ORDINALITY AS words (word, at)
    ) AS two WHERE word <> '' AND next <> ''
$$
"""


def anew(columns, before=None, after=None):
    """Return what makes the index anew of these columns."""

    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            if before:
                schema_editor.execute(before)
            # Readers find words meanwhile: only writers wait while an index is made.
            schema_editor.execute(f"CREATE INDEX {INDEX}_anew ON osce_docs_searchentry USING gin ({columns})")
            schema_editor.execute(f"DROP INDEX {INDEX}")
            schema_editor.execute(f"ALTER INDEX {INDEX}_anew RENAME TO {INDEX}")
            if after:
                schema_editor.execute(after)

    return run


class Migration(migrations.Migration):
    dependencies = [("osce_docs", "0050_event_by_body")]

    operations = [
        migrations.RunPython(
            anew(f"words, ({STRETCHES}), osce_docs_twos(title, text)", before=TWOS),
            anew(f"words, ({STRETCHES})", after="DROP FUNCTION osce_docs_twos"),
        )
    ]
