"""Language of a text as the desk shows it."""

from resolutions.interface.sentences import translate_sentence
from resolutions.text.evidence import UNREADABLE
from resolutions.text.language import CHINESE, LANGUAGE_NAMES


def language_to_show(code: str) -> str:
    """Return the name of a language that is not Chinese, or that of an unreadable text; empty for Chinese.

    >>> language_to_show("en"), language_to_show("zxx"), language_to_show("zh")
    ('英文本', '无法辨认', '')
    """
    if code in ("", CHINESE):
        return ""
    return translate_sentence("无法辨认" if code == UNREADABLE else LANGUAGE_NAMES.get(code, "外文文本"))
