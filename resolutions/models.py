"""The tables: one idea each (DESIGN §4). What is written when is in ``ingest.py``."""

from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from resolutions.text.parsed import ParagraphKind
from resolutions.text.symbols import CHARTER_SYMBOL


class Status(models.TextChoices):
    STUB = "stub", "仅见引用"
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"


class Kind(models.TextChoices):
    RESOLUTION = "resolution", "决议"
    STATEMENT = "statement", "主席声明"
    DECISION = "decision", "决定"
    MEETING = "meeting", "会议记录"
    REPERTOIRE = "repertoire", "惯例汇辑"
    LETTER = "letter", "信件"
    REPORT = "report", "报告"
    CHARTER = "charter", "宪章"
    OTHER = "other", "文件"


class Organ(models.TextChoices):
    SECURITY_COUNCIL = "S", "安全理事会"
    GENERAL_ASSEMBLY = "A", "大会"
    ECOSOC = "E", "经济及社会理事会"
    UNITED_NATIONS = "UN", "联合国"
    OTHER = "", "其他"


class DocumentQuerySet(models.QuerySet):
    def held(self):
        """Documents whose text readers may see."""
        return self.filter(status=Status.PUBLISHED)

    def visible(self):
        """Documents that have a public page: everything but drafts."""
        return self.exclude(status=Status.DRAFT)

    def most_cited(self):
        """Cited documents, most cited first; one query."""
        return self.filter(citations_in__gt=0).order_by("-citations_in", "symbol")


def document_key(symbol: str, slug: str) -> str:
    """Return the key of the document with this symbol and slug; see ``Document.key``."""
    return symbol or f"texts/{slug}"


def document_url(symbol: str, slug: str) -> str:
    """Return the path of a document's page; for rows that are no ``Document``."""
    return "/" + quote(document_key(symbol, slug), safe="/()")


class Document(models.Model):
    """A document of the United Nations: held with its text, or a stub known by citation or catalogue.

    ``symbol`` is the official document symbol in canonical form, unique when known;
    ``slug`` is the address of a document that has none. ``citations_in`` and
    ``citations_out`` count citations from published documents, in citations, not in
    citing documents; references of the weaker kind are left out.
    """

    symbol = models.CharField("文号", max_length=120, blank=True)
    slug = models.SlugField("地址", max_length=120, blank=True)
    organ = models.CharField("机关", max_length=8, choices=Organ.choices, blank=True)
    kind = models.CharField("文件类型", max_length=20, choices=Kind.choices, default=Kind.OTHER)
    number = models.PositiveIntegerField("编号", null=True, blank=True)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    title = models.CharField("标题", max_length=500)
    adopted_on = models.DateField("日期", null=True, blank=True)
    meeting = models.PositiveIntegerField("会议次数", null=True, blank=True)
    status = models.CharField("状态", max_length=12, choices=Status.choices, default=Status.STUB)
    facts = models.JSONField("标题页所载", default=dict, blank=True)
    warnings = models.JSONField("读取提示", default=list, blank=True)
    citations_in = models.PositiveIntegerField("被引次数", default=0)
    citations_out = models.PositiveIntegerField("引用次数", default=0)
    created_at = models.DateTimeField("收录时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        permissions = [("publish_document", "可发布和撤回文件")]
        constraints = [
            models.UniqueConstraint(fields=["symbol"], condition=~Q(symbol=""), name="document_symbol_unique"),
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="document_slug_unique"),
            models.CheckConstraint(condition=~Q(symbol="", slug=""), name="document_has_an_address"),
        ]
        indexes = [
            models.Index(fields=["status", "-adopted_on"], name="document_by_date"),
            models.Index(fields=["-citations_in"], name="document_by_citations"),
            models.Index(fields=["kind", "number"], name="document_by_number"),
        ]

    def __str__(self) -> str:
        return self.symbol or self.title

    def get_absolute_url(self) -> str:
        """Return the path that pages, feeds and the index share (docs/design.md, "Symbols and addresses")."""
        return document_url(self.symbol, self.slug)

    @property
    def key(self) -> str:
        """The symbol, or ``texts/`` and the slug: the document's name in addresses, records and GraphML."""
        return document_key(self.symbol, self.slug)

    @property
    def is_held(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def agenda_item(self) -> "AgendaItem | None":
        """What the catalogue says it is about; no query after ``select_related("catalogue__agenda_item")``."""
        catalogue = getattr(self, "catalogue", None)
        return catalogue.agenda_item if catalogue else None

    @property
    def here_since(self) -> datetime:
        """When its text was published here; of a record that does not say, when it last changed."""
        return self.published_at or self.updated_at

    @property
    def version(self) -> str:
        """What an editor's form carries, to tell whether the document was changed since it was shown."""
        return self.updated_at.isoformat()

    @property
    def official_url(self) -> str:
        """The official Chinese text at the United Nations; empty for a document without a symbol."""
        if self.symbol == CHARTER_SYMBOL:  # the one document that is cited by no symbol
            return "https://www.un.org/zh/about-us/un-charter/full-text"
        return f"https://undocs.org/zh/{quote(self.symbol, safe='/()')}" if self.symbol else ""


class AgendaItem(models.Model):
    """An agenda item as the catalogue names it, with the portal's Chinese translation beside it."""

    name_en = models.TextField("英文", unique=True)
    name_zh = models.TextField("中文（本站译）", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "议程项目"

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class CatalogueEntry(models.Model):
    """Facts of one document from the Library's tables of Council action.

    ``date_in_text`` is the date in the English heading; where it differs from ``date``
    neither is always right. Votes are counts of members, empty when not recorded.
    """

    document = models.OneToOneField(Document, models.CASCADE, related_name="catalogue", verbose_name="文件")
    date = models.DateField("日期", null=True)
    date_in_text = models.DateField("英文本所载日期", null=True)
    meeting_symbol = models.CharField("会议记录", max_length=60, blank=True)
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, verbose_name="议程项目")
    title_en = models.TextField("英文标题", blank=True)
    adoption = models.CharField("通过方式", max_length=40, blank=True)
    votes_yes = models.PositiveSmallIntegerField("赞成", null=True)
    votes_no = models.PositiveSmallIntegerField("反对", null=True)
    votes_abstain = models.PositiveSmallIntegerField("弃权", null=True)
    draft_symbol = models.CharField("决议草案", max_length=120, blank=True)
    record_url = models.URLField("图书馆记录", blank=True)
    note = models.TextField("备注", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "目录条目"

    def __str__(self) -> str:
        return str(self.document)


class SourceFile(models.Model):
    """The bytes as they came, stored under their SHA-256; never changed."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="sources", verbose_name="文件")
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField("文件名", max_length=255)
    media_type = models.CharField("媒体类型", max_length=100)
    size = models.PositiveIntegerField("字节数")
    file = models.FileField("原件", max_length=255)
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="上传者"
    )

    class Meta:
        verbose_name = verbose_name_plural = "原件"

    def __str__(self) -> str:
        return self.name


class TextVersion(models.Model):
    """The text taken from a source file, by which reader and why; the newest is the one in force.

    ``digest`` is the SHA-256 of all that was understood of it: equal digests, nothing to write.
    ``sketch`` tells nearly equal texts (``resolutions.comparison.sketch``). ``links`` are the addresses of the
    file's links and ``notes`` what its reader had to say, in sentences for the editor.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name="文件")
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="versions", verbose_name="原件")
    text = models.TextField("文本")
    reader = models.CharField("读取程序", max_length=40)
    digest = models.CharField("读取结果摘要", max_length=64, blank=True)
    sketch = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name="文本特征")
    links = models.JSONField("文件中的链接", default=list, blank=True)
    notes = models.JSONField("取出文本时的提示", default=list, blank=True)
    reason = models.CharField("缘由", max_length=200)
    created_at = models.DateTimeField("时间", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="操作者"
    )

    class Meta:
        verbose_name = verbose_name_plural = "文本版本"
        ordering = ["-id"]
        indexes = [GinIndex(fields=["sketch"], name="version_by_sketch")]

    def __str__(self) -> str:
        return f"{self.document} · {self.reason}"


class Paragraph(models.Model):
    """One paragraph of the reading text; ``lead``, ``level``, ``marks`` and ``rows`` as in ``ParsedParagraph``."""

    KINDS = [
        (ParagraphKind.HEADING, "标题"),
        (ParagraphKind.PREAMBLE, "序言"),
        (ParagraphKind.OPERATIVE, "执行部分"),
        (ParagraphKind.SUB, "分段"),
        (ParagraphKind.ANNEX, "附件"),
        (ParagraphKind.FOOTNOTE, "脚注"),
        (ParagraphKind.TABLE, "表格"),
        (ParagraphKind.BODY, "正文"),
    ]
    document = models.ForeignKey(Document, models.CASCADE, related_name="paragraphs", verbose_name="文件")
    order = models.PositiveIntegerField("次序")
    kind = models.CharField("类别", max_length=12, choices=KINDS)
    label = models.CharField("段号", max_length=40)
    anchor = models.CharField("锚点", max_length=40)
    text = models.TextField("文本")
    lead = models.PositiveSmallIntegerField("段号字数", default=0)
    level = models.PositiveSmallIntegerField("层级", default=0)
    marks = models.JSONField("脚注标记", default=list, blank=True)
    rows = models.JSONField("表格行", default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "段落"
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="paragraph_order_unique"),
            models.UniqueConstraint(fields=["document", "anchor"], name="paragraph_anchor_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.label}"

    def get_absolute_url(self) -> str:
        return f"{self.document.get_absolute_url()}#{self.anchor}"


class Origin(models.TextChoices):
    AUTO = "auto", "程序"
    MANUAL = "manual", "人工"
    REJECTED = "rejected", "人工否定"


class CitationQuerySet(models.QuerySet):
    def shown(self):
        """Citations that readers see: decided, and not rejected by staff."""
        return self.exclude(origin=Origin.REJECTED).filter(target__isnull=False)

    def counted(self):
        """What counts as citing: shown, not of the weaker kind, from a published document."""
        return self.shown().filter(is_counted=True, source__status=Status.PUBLISHED)

    def undecided(self):
        """Found, but without a target that can be named; listed for staff."""
        return self.filter(target__isnull=True)


class Citation(models.Model):
    """One mention of a document in a paragraph: the only citation table.

    ``start`` and ``end`` count characters of the paragraph's text, end exclusive.
    ``source`` is the paragraph's document, kept here so that lists need no join.
    ``target`` is empty when undecided; then ``undecided`` gives the reason.
    """

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="citations", verbose_name="段落")
    source = models.ForeignKey(Document, models.CASCADE, related_name="citations_made", verbose_name="引用文件")
    target = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="citations_received", verbose_name="被引文件"
    )
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    cited_paragraphs = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name="被引段落")
    verb = models.CharField("引用动词", max_length=20, blank=True)
    verb_group = models.CharField("动词类别", max_length=20, blank=True)
    theme = models.CharField("主题", max_length=200, blank=True)
    form = models.CharField("形式", max_length=30)
    origin = models.CharField("来源", max_length=10, choices=Origin.choices, default=Origin.AUTO)
    is_counted = models.BooleanField("计入引用", default=True)
    undecided = models.CharField("未定原因", max_length=200, blank=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "引用"
        ordering = ["paragraph", "start"]
        indexes = [
            models.Index(fields=["target", "source"], name="citation_by_target"),
            models.Index(fields=["source"], name="citation_by_source"),
            GinIndex(fields=["cited_paragraphs"], name="citation_by_cited_paragraph"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "start", "end", "target"], name="citation_place_unique"),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="citation_has_a_surface"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target or '未定'}"

    @property
    def surface(self) -> str:
        """The printed words to link."""
        return self.paragraph.text[self.start : self.end]


class Correction(models.Model):
    """What staff corrected by hand in a heading or in the division into paragraphs; laid over every reading.

    ``values`` holds the arguments of ``resolutions.text.manual_corrections``: of a ``field`` its name and value,
    otherwise those of a ``ParagraphCorrection``. Corrected citations are rows of ``Citation``.
    """

    ACTIONS = [("field", "标题事项"), ("change", "段落类别"), ("split", "拆分段落"), ("join", "合并段落")]
    document = models.ForeignKey(Document, models.CASCADE, related_name="corrections", verbose_name="文件")
    action = models.CharField("更正", max_length=10, choices=ACTIONS)
    values = models.JSONField("内容", default=dict)
    created_at = models.DateTimeField("时间", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="操作者"
    )

    class Meta:
        verbose_name = verbose_name_plural = "人工更正"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.document} · {self.get_action_display()}"


class Change(models.Model):
    """The audit log: every change of a document, in a sentence. Rows are only ever added.

    ``by_name`` keeps the name when the account is gone; it is empty for what was done from the command line.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="changes", verbose_name="文件")
    at = models.DateTimeField("时间", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="操作者")
    by_name = models.CharField("操作者姓名", max_length=150, blank=True)
    what = models.TextField("改动")

    class Meta:
        verbose_name = verbose_name_plural = "改动记录"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.document} · {self.what}"


class UploadState(models.TextChoices):
    WAITING = "waiting", "待读取"
    READ = "read", "已读出"
    HELD = "held", "早已收录"
    ASKED = "asked", "待决定"
    REFUSED = "refused", "已拒收"
    CANCELLED = "cancelled", "已取消"


class Upload(models.Model):
    """One file as it reached the desk, and what became of it.

    The row stands before the file is read, so that what a crash interrupts is seen and taken up again.
    The bytes lie under their SHA-256 beside the originals until the file is refused or cancelled.
    ``symbol`` is the one the editor named, and once it is read the file's own; ``document`` the one the file
    went to or, when ``ASKED``, the one it may be a version of; ``message`` says why.
    """

    sha256 = models.CharField("SHA-256", max_length=64)
    name = models.CharField("文件名", max_length=255)
    size = models.PositiveIntegerField("字节数")
    state = models.CharField("状态", max_length=10, choices=UploadState.choices, default=UploadState.WAITING)
    symbol = models.CharField("指定文号", max_length=120, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="uploads", verbose_name="文件"
    )
    message = models.TextField("说明", blank=True)
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="上传者"
    )

    class Meta:
        verbose_name = verbose_name_plural = "上传"
        ordering = ["-id"]
        indexes = [models.Index(fields=["state"], name="upload_by_state")]

    def __str__(self) -> str:
        return self.name


class LinkReport(models.Model):
    """A reader's word that a link is wrong or missing; a line of the staff's worklist until it is handled."""

    PROBLEMS = [
        ("target", "链接指向的文件不对"),
        ("none", "这里不是引文，不该有链接"),
        ("missing", "这里是引文，却没有链接"),
        ("text", "文字有误"),
        ("other", "其他"),
    ]
    document = models.ForeignKey(Document, models.CASCADE, related_name="link_reports", verbose_name="文件")
    anchor = models.CharField("段落", max_length=40, blank=True)
    problem = models.CharField("问题", max_length=10, choices=PROBLEMS)
    note = models.TextField("说明", max_length=1000, blank=True)
    reported_at = models.DateTimeField("报告时间", auto_now_add=True)
    handled_at = models.DateTimeField("处理时间", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="处理者"
    )

    class Meta:
        verbose_name = verbose_name_plural = "链接报错"
        ordering = ["-id"]
        indexes = [models.Index(fields=["handled_at", "-reported_at"], name="link_report_open")]

    def __str__(self) -> str:
        return f"{self.document} · {self.get_problem_display()}"


class ParagraphSketch(models.Model):
    """MinHash bands of a paragraph, in a table of their own so that pages do not fetch them."""

    paragraph = models.OneToOneField(
        Paragraph, models.CASCADE, primary_key=True, related_name="sketch", verbose_name="段落"
    )
    bands = ArrayField(models.BigIntegerField(), verbose_name="特征")

    class Meta:
        verbose_name = verbose_name_plural = "段落特征"
        indexes = [GinIndex(fields=["bands"], name="sketch_by_band")]

    def __str__(self) -> str:
        return str(self.paragraph)


class SimilarParagraph(models.Model):
    """A paragraph of another document with like wording; ``likeness`` from 0 to 1. Derived, can be found again."""

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="similar", verbose_name="段落")
    other = models.ForeignKey(Paragraph, models.CASCADE, related_name="+", verbose_name="相近段落")
    likeness = models.FloatField("相近程度")

    class Meta:
        verbose_name = verbose_name_plural = "相近段落"
        ordering = ["-likeness"]
        constraints = [models.UniqueConstraint(fields=["paragraph", "other"], name="similar_pair_unique")]

    def __str__(self) -> str:
        return f"{self.paragraph} ≈ {self.other}"


class UnansweredSearch(models.Model):
    """Words that readers looked for and nothing was found: what to collect next. Who looked is not kept."""

    words = models.CharField("检索词", max_length=200, unique=True)
    times = models.PositiveIntegerField("次数", default=1)
    last_at = models.DateTimeField("最近一次", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "没有结果的检索"
        ordering = ["-times", "-last_at"]

    def __str__(self) -> str:
        return self.words
