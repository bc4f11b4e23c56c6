"""A Text is told from others of the same bytes by what the parser made, no longer by a number raised by hand."""

import hashlib
import json

from django.db import migrations, models


def fill(apps, schema_editor):
    texts = apps.get_model("osce_docs", "Text").objects.using(schema_editor.connection.alias)
    for text in texts.select_related("edition").order_by("pk").iterator(chunk_size=500):
        navigation = hashlib.sha256((text.edition.text if text.edition else "").encode()).hexdigest()
        parts = [text.content, navigation, text.navigation_at, text.structure]
        whole = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
        texts.filter(pk=text.pk).update(version=hashlib.sha256(whole.encode()).hexdigest()[:32])


class Migration(migrations.Migration):
    dependencies = [("osce_docs", "0007_former_texts")]

    operations = [
        migrations.RemoveConstraint(model_name="text", name="text_unique"),
        migrations.RemoveField(model_name="text", name="parser"),
        migrations.AddField(
            model_name="text",
            name="version",
            field=models.CharField(
                default="", help_text="Hash of what the parser made of the bytes", max_length=32, verbose_name="version"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="text",
            constraint=models.UniqueConstraint(fields=("original", "version"), name="text_unique"),
        ),
    ]
