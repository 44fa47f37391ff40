from django.db import migrations, models
from django.db.models import Q

ORIGINS = [
    ("upload", "上传文件"),
    ("un", "联合国正式文件系统"),
    ("cr_unsc", "CR-UNSC 数据集"),
    ("wikisource", "中文维基文库"),
]
QUALITIES = [("official", "官方电子版"), ("corrected", "人工校订"), ("ocr", "机器识别，未校")]
# Until now the newest version was the one in force, and every text was an upload.
MARK_REPLACED_VERSIONS = """
    UPDATE resolutions_textversion AS version SET is_in_force = false
    WHERE EXISTS (SELECT 1 FROM resolutions_textversion AS newer
                  WHERE newer.document_id = version.document_id AND newer.id > version.id)
"""
MARK_TEXTS_AS_OFFICIAL = "UPDATE resolutions_document SET quality = 'official' WHERE status <> 'stub'"


class Migration(migrations.Migration):
    """Add origin and quality of texts, and the mark of the version in force; older rows are official uploads."""

    dependencies = [("resolutions", "0014_imports_with_preview")]

    operations = [
        migrations.AlterModelOptions(
            name="textversion",
            options={
                "ordering": ["-is_in_force", "-id"],
                "verbose_name": "文本版本",
                "verbose_name_plural": "文本版本",
            },
        ),
        migrations.AddField(
            model_name="sourcefile",
            name="origin",
            field=models.CharField(choices=ORIGINS, default="upload", max_length=12, verbose_name="来源"),
        ),
        migrations.AddField(
            model_name="sourcefile",
            name="url",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="取自网址"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sourcefile",
            name="licence",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="许可"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="textversion",
            name="quality",
            field=models.CharField(choices=QUALITIES, default="official", max_length=10, verbose_name="质量"),
        ),
        migrations.AddField(
            model_name="textversion",
            name="is_in_force",
            field=models.BooleanField(default=True, verbose_name="现行"),
        ),
        migrations.AddField(
            model_name="document",
            name="quality",
            field=models.CharField(blank=True, choices=QUALITIES, default="", max_length=10, verbose_name="文本质量"),
            preserve_default=False,
        ),
        migrations.RunSQL(MARK_REPLACED_VERSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(MARK_TEXTS_AS_OFFICIAL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="textversion",
            constraint=models.UniqueConstraint(
                condition=Q(("is_in_force", True)), fields=("document",), name="version_in_force_unique"
            ),
        ),
    ]
