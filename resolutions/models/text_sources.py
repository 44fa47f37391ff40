"""Origin and quality of a text (docs/design.md, "Provenance and visibility")."""

from django.db.models import TextChoices


class TextOrigin(TextChoices):
    """Place that the file of a text came from."""

    UPLOAD = "upload", "上传文件"
    UN = "un", "联合国正式文件系统"
    CR_UNSC = "cr_unsc", "CR-UNSC 数据集"
    WIKISOURCE = "wikisource", "中文维基文库"


class TextQuality(TextChoices):
    """Quality of a text, the best first. Of several texts of one document the best one is shown."""

    OFFICIAL = "official", "官方电子版"
    CORRECTED = "corrected", "人工校订"
    OCR = "ocr", "机器识别，未校"

    @classmethod
    def mark(cls, quality: str) -> str:
        """Return the words that must stand beside a text that nobody has corrected; empty for other qualities."""
        return cls.OCR.label if quality == cls.OCR else ""

    @classmethod
    def rank(cls, quality: str) -> int:
        """Return the place in the order of qualities, 0 for the best; an unknown quality comes last.

        >>> TextQuality.rank("official") < TextQuality.rank("ocr") < TextQuality.rank("")
        True
        """
        return cls.values.index(quality) if quality in cls.values else len(cls.values)
