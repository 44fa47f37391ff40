"""Votes of member States on adopted resolutions, and drafts that a permanent member vetoed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.catalogue import AgendaItem, CatalogueEntry
from resolutions.models.choices import Choices, chinese_display
from resolutions.models.provenance import FactSource
from resolutions.text.official_texts import PrintedSymbol, split_printed_symbols
from resolutions.text.state_names import spell_state_name

PERMANENT_SEATS = {
    "CHN": _("中国"),
    "FRA": _("法国"),
    "RUS": _("俄罗斯联邦（苏联）"),
    "GBR": _("联合王国"),
    "USA": _("美国"),
}
SEATS_OF_FORMER_STATES = {"SUN": "RUS"}


class MemberState(models.Model):
    """A member State under one of its names; ``code`` (ISO 3166) is that of the Library and may have several names."""

    code = models.CharField(_("代码"), max_length=3)
    name_en = models.CharField(_("英文名"), max_length=200)
    name_zh = models.CharField(_("中文名"), max_length=100, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "会员国")
        verbose_name_plural = pgettext_lazy("models", "会员国")
        constraints = [models.UniqueConstraint(fields=["code", "name_en"], name="member_state_unique")]

    def __str__(self) -> str:
        return self.name_zh or self.name_en

    @property
    def spelled_name_en(self) -> str:
        """The English name for pages; ``name_en`` is in the capitals of the Library."""
        return spell_state_name(self.name_en)


class Ballot(Choices):
    """Vote of a State; the values are those of the Library."""

    YES = "Y", pgettext_lazy("ballot", "赞成")
    NO = "N", pgettext_lazy("ballot", "反对")
    ABSTAIN = "A", pgettext_lazy("ballot", "弃权")
    ABSENT = "X", pgettext_lazy("ballot", "未参加表决")


class StateVote(models.Model):
    """The vote of one State on one resolution, from the Library's voting data or records."""

    entry = models.ForeignKey(CatalogueEntry, models.CASCADE, related_name="state_votes", verbose_name=_("目录条目"))
    state = models.ForeignKey(MemberState, models.PROTECT, related_name="votes", verbose_name=_("会员国"))
    ballot = models.CharField(_("投票"), max_length=1, choices=Ballot.choices)
    is_permanent = models.BooleanField(_("常任理事国"), default=False)
    source = models.CharField(_("出处"), max_length=10, choices=FactSource.choices, default=FactSource.VOTING)

    class Meta:
        verbose_name = pgettext_lazy("model", "各国投票")
        verbose_name_plural = pgettext_lazy("models", "各国投票")
        constraints = [models.UniqueConstraint(fields=["entry", "state"], name="state_vote_unique")]
        indexes = [models.Index(fields=["state", "ballot"], name="state_vote_by_state")]

    def __str__(self) -> str:
        return f"{self.entry} · {self.state} · {chinese_display(self, 'ballot')}"


class VetoedDraft(models.Model):
    """A draft that failed because permanent members voted against it.

    ``key`` numbers the drafts of one meeting that have no symbol of their own. An early draft without a symbol has
    that of the meeting's record. ``origin`` names the list that the row comes from.
    """

    key = models.CharField(_("键"), max_length=200, unique=True)
    date = models.DateField(_("日期"))
    draft_symbol = models.CharField(_("决议草案"), max_length=120, blank=True)
    meeting_symbol = models.CharField(_("会议记录"), max_length=60, blank=True)
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, verbose_name=_("议程项目"))
    topic_en = models.TextField(_("议题（英文）"))
    topic_zh = models.TextField(_("议题（本站译）"), blank=True)
    states = models.ManyToManyField(MemberState, related_name="vetoes", verbose_name=_("投反对票的常任理事国"))
    votes_yes = models.PositiveSmallIntegerField(_("赞成"), null=True)
    votes_no = models.PositiveSmallIntegerField(_("反对"), null=True)
    votes_abstain = models.PositiveSmallIntegerField(_("弃权"), null=True)
    origin = models.CharField(_("出处"), max_length=120, blank=True)
    note = models.TextField(_("备注"), blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "被否决的草案")
        verbose_name_plural = pgettext_lazy("models", "被否决的草案")

    def __str__(self) -> str:
        return self.draft_symbol or self.key

    @property
    def printed_symbols(self) -> list[PrintedSymbol]:
        """The symbols of the draft, and the words between them."""
        return split_printed_symbols(self.draft_symbol)
