import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add jobs, and the outcomes of fetching; the queue itself has tables of its own."""

    dependencies = [
        ("resolutions", "0015_sources_of_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentFetch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2, verbose_name="语文")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("fetched", "已取到"),
                            ("not_published", "没有这种语文的文本"),
                            ("unknown", "网站不认识这个文号"),
                            ("failed", "没有取到"),
                        ],
                        max_length=14,
                        verbose_name="结果",
                    ),
                ),
                ("checked_at", models.DateTimeField(auto_now=True, verbose_name="时间")),
                ("etag", models.CharField(blank=True, max_length=200, verbose_name="ETag")),
                ("last_modified", models.CharField(blank=True, max_length=60, verbose_name="Last-Modified")),
                ("detail", models.TextField(blank=True, verbose_name="说明")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fetches",
                        to="resolutions.document",
                        verbose_name="文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "取文件记录",
                "verbose_name_plural": "取文件记录",
                "constraints": [models.UniqueConstraint(fields=("document", "language"), name="fetch_unique")],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("upload", "读取上传文件"),
                            ("load", "导入数据集"),
                            ("fetch", "从联合国取文件"),
                            ("index", "重建检索索引"),
                        ],
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="内容")),
                ("arguments", models.JSONField(default=dict, verbose_name="参数")),
                ("key", models.CharField(blank=True, max_length=200, verbose_name="标识")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "等待"),
                            ("running", "进行中"),
                            ("done", "完成"),
                            ("failed", "失败"),
                            ("cancelled", "已取消"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已完成")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="总数")),
                ("log", models.TextField(blank=True, verbose_name="记录")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                ("is_cancel_requested", models.BooleanField(default=False, verbose_name="要求取消")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="发起时间")),
                ("started_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                (
                    "requested_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
            ],
            options={
                "verbose_name": "后台任务",
                "verbose_name_plural": "后台任务",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["state"], name="job_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"]), models.Q(("key", ""), _negated=True)),
                        fields=("key",),
                        name="job_key_unfinished_unique",
                    )
                ],
            },
        ),
    ]
