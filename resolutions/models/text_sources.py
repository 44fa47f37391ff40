"""Origin and quality of a text (docs/design.md, "Provenance and visibility")."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resolutions.models.choices import Choices


class TextOrigin(Choices):
    """Place that the file of a text came from."""

    UPLOAD = "upload", pgettext_lazy("origin of a text", "上传文件")
    UN = "un", pgettext_lazy("origin of a text", "联合国正式文件系统")
    CR_UNSC = "cr_unsc", pgettext_lazy("origin of a text", "CR-UNSC 数据集")
    WIKISOURCE = "wikisource", pgettext_lazy("origin of a text", "中文维基文库")


class TextQuality(Choices):
    """Quality of a text, the best first. Of several texts of one document the best one is shown."""

    OFFICIAL = "official", _("官方电子版")
    CORRECTED = "corrected", _("人工校订")
    OCR = "ocr", _("机器识别，未校")

    @classmethod
    def mark(cls, quality: str) -> str:
        """Return the words that must stand beside a text that nobody has corrected; empty for other qualities."""
        return str(cls.OCR.label) if quality == cls.OCR else ""

    @classmethod
    def rank(cls, quality: str) -> int:
        """Return the place in the order of qualities, 0 for the best; an unknown quality comes last.

        >>> TextQuality.rank("official") < TextQuality.rank("ocr") < TextQuality.rank("")
        True
        """
        return cls.values.index(quality) if quality in cls.values else len(cls.values)
