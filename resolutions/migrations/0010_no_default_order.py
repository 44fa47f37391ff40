"""Paragraphs and citations lose their default order; every query says its own. State only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0009_roles_see_readers_words"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="citation",
            options={"verbose_name": "引用", "verbose_name_plural": "引用"},
        ),
        migrations.AlterModelOptions(
            name="paragraph",
            options={"verbose_name": "段落", "verbose_name_plural": "段落"},
        ),
    ]
