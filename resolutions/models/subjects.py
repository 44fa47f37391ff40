"""Subjects of documents: headings of the Library's indexes, among them missions and courts."""

from django.db import models

from resolutions.models.documents import Document
from resolutions.models.provenance import FactSource


class SubjectKind(models.TextChoices):
    """Kind of a subject."""

    THEME = "theme", "议题和局势"
    MISSION = "mission", "特派团"
    COURT = "court", "法庭"


class ChineseSource(models.TextChoices):
    """Source of the Chinese name of a subject."""

    UNBIS = "unbis", "联合国书目信息系统叙词表"
    OFFICIAL = "official", "正式名称"
    PORTAL = "portal", "本站译"
    EDITOR = "editor", "本站编辑更正"


class Subject(models.Model):
    """A subject heading: its English form in the Library's indexes, and its Chinese name.

    ``short_zh`` and ``acronym`` are those of missions and courts (联刚稳定团, MONUSCO). ``thesaurus_url`` is the
    address of the concept in the UNBIS Thesaurus. A spelling variant of another heading has ``joined_to``, and its
    documents belong to that one.
    """

    name_en = models.CharField("英文标目", max_length=300, unique=True)
    name_zh = models.CharField("中文", max_length=200, blank=True)
    kind = models.CharField("类别", max_length=10, choices=SubjectKind.choices, default=SubjectKind.THEME)
    chinese_source = models.CharField("中文出处", max_length=10, choices=ChineseSource.choices, blank=True)
    thesaurus_url = models.URLField("叙词", blank=True)
    short_zh = models.CharField("简称", max_length=60, blank=True)
    acronym = models.CharField("英文缩写", max_length=30, blank=True)
    joined_to = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="variants", verbose_name="并入"
    )

    class Meta:
        verbose_name = verbose_name_plural = "主题词"

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class DocumentSubject(models.Model):
    """A subject of a document, with the source that says so."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="subject_links", verbose_name="文件")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="document_links", verbose_name="主题词")
    source = models.CharField("出处", max_length=10, choices=FactSource.choices)

    class Meta:
        verbose_name = verbose_name_plural = "文件的主题词"
        constraints = [models.UniqueConstraint(fields=["document", "subject"], name="document_subject_unique")]

    def __str__(self) -> str:
        return f"{self.document} · {self.subject}"


class ThesaurusConcept(models.Model):
    """A concept of the UNBIS Thesaurus, imported by the operator; it names subjects in Chinese."""

    name_en = models.CharField("英文", max_length=300, unique=True)
    name_zh = models.CharField("中文", max_length=200)
    url = models.URLField("地址", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "叙词"

    def __str__(self) -> str:
        return self.name_zh
