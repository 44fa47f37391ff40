import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the waste bin, handovers of drafts, batches of uploads and the jobs for them."""

    dependencies = [
        ("resolutions", "0018_corrections_of_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Discard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("symbol", models.CharField(blank=True, max_length=120, verbose_name="文号")),
                ("slug", models.SlugField(blank=True, max_length=120, verbose_name="地址")),
                ("discarded_at", models.DateTimeField(auto_now_add=True, verbose_name="丢弃时间")),
            ],
            options={
                "verbose_name": "已丢弃的草稿",
                "verbose_name_plural": "已丢弃的草稿",
                "ordering": ["-discarded_at"],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("ready", "待发布"), ("returned", "退回"), ("scheduled", "定时发布")],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="附言")),
                ("publish_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("edit_token", models.CharField(blank=True, max_length=40, verbose_name="改动标记")),
                ("handed_at", models.DateTimeField(auto_now=True, verbose_name="时间")),
            ],
            options={
                "verbose_name": "交接",
                "verbose_name_plural": "交接",
                "ordering": ["-handed_at"],
            },
        ),
        migrations.AddField(
            model_name="upload",
            name="batch",
            field=models.CharField(blank=True, max_length=20, verbose_name="批次"),
        ),
        migrations.AddField(
            model_name="upload",
            name="discarded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="丢弃时间"),
        ),
        migrations.AddField(
            model_name="upload",
            name="given",
            field=models.JSONField(blank=True, default=dict, verbose_name="清单所载"),
        ),
        migrations.AlterField(
            model_name="document",
            name="status",
            field=models.CharField(
                choices=[
                    ("stub", "仅见引用"),
                    ("draft", "草稿"),
                    ("published", "已发布"),
                    ("withdrawn", "已撤回"),
                    ("discarded", "已丢弃"),
                ],
                default="stub",
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="job",
            name="kind",
            field=models.CharField(
                choices=[
                    ("upload", "读取上传文件"),
                    ("load", "导入数据集"),
                    ("fetch", "从联合国取文件"),
                    ("index", "重建检索索引"),
                    ("catalogue", "导入目录数据"),
                    ("batch", "读取一批文件"),
                    ("publish", "发布文件"),
                    ("purge", "清除已丢弃的文件"),
                ],
                max_length=10,
                verbose_name="种类",
            ),
        ),
        migrations.AlterField(
            model_name="upload",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "待读取"),
                    ("read", "已读出"),
                    ("held", "早已收录"),
                    ("asked", "待决定"),
                    ("refused", "已拒收"),
                    ("cancelled", "已丢弃"),
                ],
                default="waiting",
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["batch", "state"], name="upload_by_batch"),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["sha256"], name="upload_by_sha256"),
        ),
        migrations.AddField(
            model_name="discard",
            name="discarded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to=settings.AUTH_USER_MODEL,
                verbose_name="操作者",
            ),
        ),
        migrations.AddField(
            model_name="discard",
            name="document",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="discard",
                to="resolutions.document",
                verbose_name="文件",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="assignee",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="交给",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="handovers",
                to="resolutions.document",
                verbose_name="文件",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="handed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="操作者",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("document",), name="handover_of_document_unique"),
        ),
    ]
