from django.db import migrations, models


class Migration(migrations.Migration):
    """Add corrections of words, and the outcome of each correction in the text in force."""

    dependencies = [
        ("resolutions", "0017_jobs_that_import_the_catalogue"),
    ]

    operations = [
        migrations.AlterField(
            model_name="correction",
            name="action",
            field=models.CharField(
                choices=[
                    ("field", "标题事项"),
                    ("text", "文字"),
                    ("change", "段落类别"),
                    ("split", "拆分段落"),
                    ("join", "合并段落"),
                ],
                max_length=10,
                verbose_name="更正",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="state",
            field=models.CharField(
                choices=[("applied", "沿用"), ("moot", "已不需要"), ("lost", "未能沿用")],
                default="applied",
                max_length=10,
                verbose_name="现状",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="anchor",
            field=models.CharField(blank=True, max_length=40, verbose_name="段落锚点"),
        ),
    ]
