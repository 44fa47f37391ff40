import re
import unicodedata

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

WORD = re.compile(r"[a-z0-9]+")
HYPHEN = re.compile(r"(?<=[a-z0-9])[-\u2010\u2011](?=[a-z0-9])")
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
MAX_WORDS_LENGTH = 400_000


def write_words(text):
    folded = "".join(
        one for one in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(one) and one != "\u00ad"
    )
    forms = [folded, HYPHEN.sub("", folded)] if HYPHEN.search(folded) else [folded]
    return "|".join("".join(f" {word}" for word in WORD.findall(form)) + " " for form in forms)


def write_pairs(apps, schema_editor):
    """Write the pairs that are stored; traditional characters are folded when the document is paired again."""
    translation_model, pair_model, paragraph_model = (
        apps.get_model("resolutions", name) for name in ("Translation", "ParagraphPair", "Paragraph")
    )
    for translation in translation_model.objects.filter(state__in=("draft", "published")).iterator():
        chinese = list(paragraph_model.objects.filter(document=translation.document_id).order_by("order"))
        english = list(translation.paragraphs.order_by("order"))
        for position, (left, right) in enumerate(translation.pairs):
            if right and max(left, default=-1) < len(chinese) and max(right) < len(english):
                pair_model.objects.create(
                    translation=translation,
                    position=position,
                    anchor=chinese[left[0]].anchor if left else "",
                    chinese="\n".join("".join(chinese[at].text.translate(HALF_WIDTH).split()) for at in left),
                    words="||".join(write_words(english[at].text) for at in right)[:MAX_WORDS_LENGTH],
                    chinese_ids=[chinese[at].pk for at in left],
                    english_ids=[english[at].pk for at in right],
                )


class Migration(migrations.Migration):
    """Add the pairs of paragraphs with their words, for the search in English and the look-up of terms."""

    dependencies = [
        ("resolutions", "0028_texts_in_other_languages"),
    ]

    operations = [
        migrations.CreateModel(
            name="ParagraphPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="次序")),
                ("anchor", models.CharField(blank=True, max_length=40, verbose_name="锚点")),
                ("chinese", models.TextField(verbose_name="中文")),
                ("words", models.TextField(verbose_name="英文词")),
                (
                    "chinese_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "english_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Replace(
                                "words", models.Value("|"), models.Value(" a" * 40), output_field=models.TextField()
                            ),
                            config="english",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "translation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paragraph_pairs",
                        to="resolutions.translation",
                        verbose_name="文本",
                    ),
                ),
            ],
            options={
                "verbose_name": "对照段落",
                "verbose_name_plural": "对照段落",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="paragraph_pair_vector")],
                "constraints": [
                    models.UniqueConstraint(fields=("translation", "position"), name="paragraph_pair_unique")
                ],
            },
        ),
        migrations.RunPython(write_pairs, migrations.RunPython.noop),
    ]
