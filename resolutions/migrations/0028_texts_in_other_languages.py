import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the texts of documents in other languages than Chinese."""

    dependencies = [
        ("resolutions", "0027_addresses_of_uploads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Translation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(choices=[("en", "英文")], max_length=8, verbose_name="语言")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("published", "已发布"),
                            ("withdrawn", "已撤回"),
                            ("replaced", "已被替换"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("text", models.TextField(verbose_name="文本")),
                ("reader", models.CharField(max_length=40, verbose_name="读取程序")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="标题")),
                ("pairs", models.JSONField(blank=True, default=list, verbose_name="段落对应")),
                ("by_labels", models.BooleanField(default=True, verbose_name="按段号对应")),
                ("aligned_with", models.CharField(blank=True, max_length=64, verbose_name="所对应的中文段落摘要")),
                ("warnings", models.JSONField(blank=True, default=list, verbose_name="读取提示")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作者",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="resolutions.document",
                        verbose_name="文件",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="resolutions.sourcefile",
                        verbose_name="原件",
                    ),
                ),
            ],
            options={
                "verbose_name": "其他语文文本",
                "verbose_name_plural": "其他语文文本",
            },
        ),
        migrations.CreateModel(
            name="TranslationParagraph",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField(verbose_name="次序")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("heading", "标题"),
                            ("preamble", "序言"),
                            ("operative", "执行部分"),
                            ("sub", "分段"),
                            ("annex", "附件"),
                            ("footnote", "脚注"),
                            ("table", "表格"),
                            ("body", "正文"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("label", models.CharField(max_length=40, verbose_name="段号")),
                ("anchor", models.CharField(max_length=40, verbose_name="锚点")),
                ("text", models.TextField(verbose_name="文本")),
                ("lead", models.PositiveSmallIntegerField(default=0, verbose_name="段号字数")),
                ("level", models.PositiveSmallIntegerField(default=0, verbose_name="层级")),
                ("citations", models.JSONField(blank=True, default=list, verbose_name="引文")),
                (
                    "translation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paragraphs",
                        to="resolutions.translation",
                        verbose_name="文本",
                    ),
                ),
            ],
            options={
                "verbose_name": "其他语文段落",
                "verbose_name_plural": "其他语文段落",
            },
        ),
        migrations.AddConstraint(
            model_name="translation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "published"))),
                fields=("document", "language", "state"),
                name="translation_in_force_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="translationparagraph",
            constraint=models.UniqueConstraint(fields=("translation", "order"), name="translation_order_unique"),
        ),
    ]
