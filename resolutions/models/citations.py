"""Citations: the mentions of documents in paragraphs."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import Choices
from resolutions.models.documents import Document
from resolutions.models.texts import Paragraph
from resolutions.models.visibility import ReaderCitations, Status


class Origin(Choices):
    """Origin of a citation: found by the program, made by staff, or rejected by staff."""

    AUTO = "auto", pgettext_lazy("origin of a citation", "程序")
    MANUAL = "manual", pgettext_lazy("origin of a citation", "人工")
    REJECTED = "rejected", pgettext_lazy("origin of a citation", "人工否定")


class CitationQuerySet(models.QuerySet["Citation"]):
    """Selections of citations. They have no default order, so that aggregates and subqueries do not sort them."""

    def in_reading_order(self) -> "CitationQuerySet":
        """Order by citing document, paragraph and position in the paragraph."""
        return self.order_by("source_id", "paragraph__order", "start")

    def shown(self) -> "CitationQuerySet":
        """Select the citations that readers of their text see: those with a target that staff did not reject.

        Targets of ``select_related`` are loaded as readers see them.
        """
        citations = self.exclude(origin=Origin.REJECTED).filter(target__isnull=False)
        citations._iterable_class = ReaderCitations
        return citations

    def published(self) -> "CitationQuerySet":
        """Select the citations that readers see: shown, from a published document."""
        return self.shown().filter(source__status=Status.PUBLISHED)

    def counted(self) -> "CitationQuerySet":
        """Select the citations in the counts: published, with ``is_counted``."""
        return self.published().filter(is_counted=True)

    def undecided(self) -> "CitationQuerySet":
        """Select the citations of the program without a target; staff decide them."""
        return self.filter(target__isnull=True, origin=Origin.AUTO)

    def by_staff(self) -> "CitationQuerySet":
        """Select the citations that staff added, corrected or rejected."""
        return self.exclude(origin=Origin.AUTO)


class Citation(models.Model):
    """One mention of a document in a paragraph: the only citation table.

    ``start`` and ``end`` count characters of the paragraph's text, end exclusive.
    ``source`` is the paragraph's document, repeated here so that lists need no join.
    ``target`` is empty when undecided; then ``undecided`` gives the reason.
    ``is_counted`` is false for a reference that does not count as citing, such as a footnote.
    """

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="citations", verbose_name=_("段落"))
    source = models.ForeignKey(Document, models.CASCADE, related_name="citations_made", verbose_name=_("引用文件"))
    target = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="citations_received", verbose_name=_("被引文件")
    )
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    cited_paragraphs = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("被引段落"))
    verb = models.CharField(_("引用动词"), max_length=20, blank=True)
    verb_group = models.CharField(_("动词类别"), max_length=20, blank=True)
    theme = models.CharField(_("主题"), max_length=200, blank=True)
    form = models.CharField(_("形式"), max_length=30)
    origin = models.CharField(_("来源"), max_length=10, choices=Origin.choices, default=Origin.AUTO)
    is_counted = models.BooleanField(_("计入引用"), default=True)
    undecided = models.CharField(_("未定原因"), max_length=200, blank=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "引用")
        verbose_name_plural = pgettext_lazy("models", "引用")
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
        """The printed words of the citation."""
        return self.paragraph.text[self.start : self.end]
