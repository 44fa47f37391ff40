"""Subjects of documents: headings of the Library's indexes, among them missions and courts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import Choices
from resolutions.models.documents import Document
from resolutions.models.provenance import FactSource


class SubjectKind(Choices):
    """Kind of a subject."""

    THEME = "theme", pgettext_lazy("kind of subject", "议题和局势")
    MISSION = "mission", pgettext_lazy("kind of subject", "特派团")
    COURT = "court", pgettext_lazy("kind of subject", "法庭")


class ChineseSource(Choices):
    """Source of the Chinese name of a subject."""

    UNBIS = "unbis", _("联合国书目信息系统叙词表")
    OFFICIAL = "official", _("正式名称")
    PORTAL = "portal", _("本站译")
    EDITOR = "editor", _("本站编辑更正")


class Subject(models.Model):
    """A subject heading: its English form in the Library's indexes, and its Chinese name.

    ``short_zh`` and ``acronym`` are those of missions and courts (联刚稳定团, MONUSCO). ``thesaurus_url`` is the
    address of the concept in the UNBIS Thesaurus. A spelling variant of another heading has ``joined_to``, and its
    documents belong to that one.
    """

    name_en = models.CharField(_("英文标目"), max_length=300, unique=True)
    name_zh = models.CharField(_("中文"), max_length=200, blank=True)
    kind = models.CharField(_("类别"), max_length=10, choices=SubjectKind.choices, default=SubjectKind.THEME)
    chinese_source = models.CharField(_("中文出处"), max_length=10, choices=ChineseSource.choices, blank=True)
    thesaurus_url = models.URLField(_("叙词"), blank=True)
    short_zh = models.CharField(_("简称"), max_length=60, blank=True)
    acronym = models.CharField(_("英文缩写"), max_length=30, blank=True)
    joined_to = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="variants", verbose_name=_("并入")
    )

    class Meta:
        verbose_name = pgettext_lazy("model", "主题词")
        verbose_name_plural = pgettext_lazy("models", "主题词")

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class DocumentSubject(models.Model):
    """A subject of a document, with the source that says so."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="subject_links", verbose_name=_("文件"))
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="document_links", verbose_name=_("主题词"))
    source = models.CharField(_("出处"), max_length=10, choices=FactSource.choices)

    class Meta:
        verbose_name = pgettext_lazy("model", "文件的主题词")
        verbose_name_plural = pgettext_lazy("models", "文件的主题词")
        constraints = [models.UniqueConstraint(fields=["document", "subject"], name="document_subject_unique")]

    def __str__(self) -> str:
        return f"{self.document} · {self.subject}"


class ThesaurusConcept(models.Model):
    """A concept of the UNBIS Thesaurus, imported by the operator; it names subjects in Chinese."""

    name_en = models.CharField(_("英文"), max_length=300, unique=True)
    name_zh = models.CharField(_("中文"), max_length=200)
    url = models.URLField(_("地址"), blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "叙词")
        verbose_name_plural = pgettext_lazy("models", "叙词")

    def __str__(self) -> str:
        return self.name_zh
