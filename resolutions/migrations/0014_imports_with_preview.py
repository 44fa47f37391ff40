from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep the bytes of an imported file while an editor looks at its preview."""

    dependencies = [
        ("resolutions", "0013_subjects_votes_and_vetoes"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="catalogueimport",
            name="source",
        ),
        migrations.AddField(
            model_name="catalogueimport",
            name="applied_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="写入时间"),
        ),
        migrations.AddField(
            model_name="catalogueimport",
            name="content",
            field=models.BinaryField(blank=True, null=True, verbose_name="内容"),
        ),
        migrations.AddField(
            model_name="catalogueimport",
            name="kind",
            field=models.CharField(
                choices=[("voting", "《安全理事会表决数据》（CSV）"), ("thesaurus", "叙词中文名（unbis_en_zh.csv）")],
                default="voting",
                max_length=10,
                verbose_name="种类",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="catalogueimport",
            name="imported_at",
            field=models.DateTimeField(auto_now_add=True, verbose_name="上传时间"),
        ),
    ]
