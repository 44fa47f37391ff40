"""Sources of the catalogue's facts."""

from django.utils.translation import gettext_lazy as _

from resolutions.models.choices import Choices


class FactSource(Choices):
    """Source of a fact about a document, the weakest first: a loader never replaces a fact of a later source."""

    TABLES = "tables", _("随本站发布的目录表")
    INDEX = "index", _("图书馆《安全理事会会议记录索引》")
    RECORDS = "records", _("图书馆书目记录")
    VOTING = "voting", _("图书馆《安全理事会表决数据》")
    EDITOR = "editor", _("本站编辑更正")

    @property
    def rank(self) -> int:
        """Position among the sources; a fact of a higher rank stays."""
        return list(FactSource).index(self)

    def may_replace(self, present: str) -> bool:
        """Return true if a fact of this source may replace one of the source ``present``, "" for none."""
        return not present or self.rank >= FactSource(present).rank


# The Library gives these for non-commercial use with attribution: pages name the source, and files for reuse leave
# the facts out unless the operator's setting says otherwise.
RESTRICTED_SOURCES = (FactSource.RECORDS, FactSource.VOTING)
