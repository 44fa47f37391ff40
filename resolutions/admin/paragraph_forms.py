"""Forms of the page of one paragraph."""

import re

from django import forms
from django.utils.translation import gettext, gettext_lazy

from resolutions.interface.sentences import translate_sentence
from resolutions.models import Paragraph
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES
from resolutions.writing.citation_corrections import CitationValues

_LABEL_SEPARATOR = re.compile(r"[\s,，、;；和]+")
_MAX_TEXT_LENGTH = 200_000  # characters


class WordsForm(forms.Form):
    """The text of a paragraph as it ought to be."""

    text = forms.CharField(
        label=gettext_lazy("文字"),
        max_length=_MAX_TEXT_LENGTH,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("只改误认和取错的字；来源文本不变，每处改动都可以单独撤销。清空则删去整段。"),
    )


class ParagraphForm(forms.Form):
    """Kind and label of a paragraph."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=Paragraph.KINDS)
    label = forms.CharField(
        label=gettext_lazy("段号"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "如 12、20(a)、PP3、annex4、fn953；留空则自动编号。p3 这样的编号只是段落地址，读者看不到。"
        ),
    )


class SplitForm(forms.Form):
    """The first words of the second part, and its kind and label."""

    words = forms.CharField(
        label=gettext_lazy("后一段的开头"),
        max_length=200,
        help_text=gettext_lazy("抄写后一段开头的几个字，要足以认出位置。"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("后一段的类别"), choices=Paragraph.KINDS)
    label = forms.CharField(
        label=gettext_lazy("后一段的段号"), max_length=40, required=False, help_text=gettext_lazy("留空则自动编号。")
    )


def _verb_groups() -> list[tuple[str, str]]:
    names = [(key, translate_sentence(name)) for key, name in VERB_GROUP_NAMES.items()]
    return [("", gettext("（无）")), *names]


class CitationForm(forms.Form):
    """Values of a citation."""

    target = forms.CharField(
        label=gettext_lazy("引用的文件"),
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": "S/RES/2151(2014)"}),
    )
    paragraphs = forms.CharField(
        label=gettext_lazy("被引段落"), max_length=200, required=False, help_text=gettext_lazy("如 12、14、20(a)")
    )
    verb = forms.CharField(label=gettext_lazy("动词"), max_length=20, required=False)
    verb_group = forms.ChoiceField(
        label=gettext_lazy("动词类别"),
        choices=_verb_groups,
        required=False,
    )
    theme = forms.CharField(label=gettext_lazy("主题"), max_length=200, required=False)

    def values(self) -> CitationValues:
        """Return the values as ``citation_corrections`` expects them."""
        data = self.cleaned_data
        labels = [label for label in _LABEL_SEPARATOR.split(data["paragraphs"]) if label]
        return CitationValues(data["target"], labels, data["verb"], data["verb_group"], data["theme"])


class NewCitationForm(CitationForm):
    """Values of a new citation, and the words it covers."""

    words = forms.CharField(
        label=gettext_lazy("原文用语"),
        max_length=400,
        help_text=gettext_lazy("照抄段落中的文字，或在上面的段落里直接选中。"),
    )
    occurrence = forms.IntegerField(
        label=gettext_lazy("第几处"),
        min_value=1,
        initial=1,
        required=False,
        help_text=gettext_lazy("同样的文字在段中出现几次时用到。"),
    )
    field_order = ["words", "occurrence", "target", "paragraphs", "verb", "verb_group", "theme"]
