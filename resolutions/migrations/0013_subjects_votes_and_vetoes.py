import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add subjects, votes of States, vetoed drafts, imports, and variants of agenda items."""

    dependencies = [
        ("resolutions", "0012_text_language"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HarvestProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("search", models.CharField(max_length=200, unique=True, verbose_name="检索式")),
                ("last_updated", models.CharField(blank=True, max_length=60, verbose_name="上次收到")),
                ("run_updated", models.CharField(blank=True, max_length=60, verbose_name="本次最新")),
                ("next_start", models.PositiveIntegerField(default=1, verbose_name="下一条")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="时间")),
            ],
            options={
                "verbose_name": "书目记录的收取",
                "verbose_name_plural": "书目记录的收取",
            },
        ),
        migrations.CreateModel(
            name="ThesaurusConcept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_en", models.CharField(max_length=300, unique=True, verbose_name="英文")),
                ("name_zh", models.CharField(max_length=200, verbose_name="中文")),
                ("url", models.URLField(blank=True, verbose_name="地址")),
            ],
            options={
                "verbose_name": "叙词",
                "verbose_name_plural": "叙词",
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="joined_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="variants",
                to="resolutions.agendaitem",
                verbose_name="并入",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="situation",
            field=models.CharField(blank=True, max_length=60, verbose_name="局势"),
        ),
        migrations.AddField(
            model_name="catalogueentry",
            name="sources",
            field=models.JSONField(blank=True, default=dict, verbose_name="各项出处"),
        ),
        migrations.AddField(
            model_name="catalogueentry",
            name="topic_en",
            field=models.TextField(blank=True, verbose_name="目录所载议程项目"),
        ),
        migrations.AddField(
            model_name="catalogueentry",
            name="vote_note",
            field=models.TextField(blank=True, verbose_name="表决说明"),
        ),
        migrations.AddField(
            model_name="catalogueentry",
            name="vote_record_url",
            field=models.URLField(blank=True, verbose_name="图书馆表决记录"),
        ),
        migrations.AddField(
            model_name="catalogueentry",
            name="votes_absent",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="未参加表决"),
        ),
        migrations.CreateModel(
            name="CatalogueImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("tables", "随本站发布的目录表"),
                            ("index", "图书馆《安全理事会会议记录索引》"),
                            ("records", "图书馆书目记录"),
                            ("voting", "图书馆《安全理事会表决数据》"),
                            ("editor", "本站编辑更正"),
                        ],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="文件名")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("imported_at", models.DateTimeField(auto_now_add=True, verbose_name="导入时间")),
                ("summary", models.JSONField(default=dict, verbose_name="结果")),
                (
                    "imported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作者",
                    ),
                ),
            ],
            options={
                "verbose_name": "目录导入",
                "verbose_name_plural": "目录导入",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="MemberState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=3, verbose_name="代码")),
                ("name_en", models.CharField(max_length=200, verbose_name="英文名")),
                ("name_zh", models.CharField(blank=True, max_length=100, verbose_name="中文名")),
            ],
            options={
                "verbose_name": "会员国",
                "verbose_name_plural": "会员国",
                "constraints": [models.UniqueConstraint(fields=("code", "name_en"), name="member_state_unique")],
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_en", models.CharField(max_length=300, unique=True, verbose_name="英文标目")),
                ("name_zh", models.CharField(blank=True, max_length=200, verbose_name="中文")),
                (
                    "kind",
                    models.CharField(
                        choices=[("theme", "议题和局势"), ("mission", "特派团"), ("court", "法庭")],
                        default="theme",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                (
                    "chinese_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unbis", "联合国书目信息系统叙词表"),
                            ("official", "正式名称"),
                            ("portal", "本站译"),
                            ("editor", "本站编辑更正"),
                        ],
                        max_length=10,
                        verbose_name="中文出处",
                    ),
                ),
                ("thesaurus_url", models.URLField(blank=True, verbose_name="叙词")),
                ("short_zh", models.CharField(blank=True, max_length=60, verbose_name="简称")),
                ("acronym", models.CharField(blank=True, max_length=30, verbose_name="英文缩写")),
                (
                    "joined_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="variants",
                        to="resolutions.subject",
                        verbose_name="并入",
                    ),
                ),
            ],
            options={
                "verbose_name": "主题词",
                "verbose_name_plural": "主题词",
            },
        ),
        migrations.CreateModel(
            name="VetoedDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="键")),
                ("date", models.DateField(verbose_name="日期")),
                ("draft_symbol", models.CharField(blank=True, max_length=120, verbose_name="决议草案")),
                ("meeting_symbol", models.CharField(blank=True, max_length=60, verbose_name="会议记录")),
                ("topic_en", models.TextField(verbose_name="议题（英文）")),
                ("topic_zh", models.TextField(blank=True, verbose_name="议题（本站译）")),
                ("votes_yes", models.PositiveSmallIntegerField(null=True, verbose_name="赞成")),
                ("votes_no", models.PositiveSmallIntegerField(null=True, verbose_name="反对")),
                ("votes_abstain", models.PositiveSmallIntegerField(null=True, verbose_name="弃权")),
                ("origin", models.CharField(blank=True, max_length=120, verbose_name="出处")),
                ("note", models.TextField(blank=True, verbose_name="备注")),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="resolutions.agendaitem",
                        verbose_name="议程项目",
                    ),
                ),
                (
                    "states",
                    models.ManyToManyField(
                        related_name="vetoes", to="resolutions.memberstate", verbose_name="投反对票的常任理事国"
                    ),
                ),
            ],
            options={
                "verbose_name": "被否决的草案",
                "verbose_name_plural": "被否决的草案",
            },
        ),
        migrations.CreateModel(
            name="StateVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ballot",
                    models.CharField(
                        choices=[("Y", "赞成"), ("N", "反对"), ("A", "弃权"), ("X", "未参加表决")],
                        max_length=1,
                        verbose_name="投票",
                    ),
                ),
                ("is_permanent", models.BooleanField(default=False, verbose_name="常任理事国")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("tables", "随本站发布的目录表"),
                            ("index", "图书馆《安全理事会会议记录索引》"),
                            ("records", "图书馆书目记录"),
                            ("voting", "图书馆《安全理事会表决数据》"),
                            ("editor", "本站编辑更正"),
                        ],
                        default="voting",
                        max_length=10,
                        verbose_name="出处",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="state_votes",
                        to="resolutions.catalogueentry",
                        verbose_name="目录条目",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="resolutions.memberstate",
                        verbose_name="会员国",
                    ),
                ),
            ],
            options={
                "verbose_name": "各国投票",
                "verbose_name_plural": "各国投票",
                "indexes": [models.Index(fields=["state", "ballot"], name="state_vote_by_state")],
                "constraints": [models.UniqueConstraint(fields=("entry", "state"), name="state_vote_unique")],
            },
        ),
        migrations.CreateModel(
            name="DocumentSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("tables", "随本站发布的目录表"),
                            ("index", "图书馆《安全理事会会议记录索引》"),
                            ("records", "图书馆书目记录"),
                            ("voting", "图书馆《安全理事会表决数据》"),
                            ("editor", "本站编辑更正"),
                        ],
                        max_length=10,
                        verbose_name="出处",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subject_links",
                        to="resolutions.document",
                        verbose_name="文件",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="document_links",
                        to="resolutions.subject",
                        verbose_name="主题词",
                    ),
                ),
            ],
            options={
                "verbose_name": "文件的主题词",
                "verbose_name_plural": "文件的主题词",
                "constraints": [
                    models.UniqueConstraint(fields=("document", "subject"), name="document_subject_unique")
                ],
            },
        ),
    ]
