"""Missions and bodies that an operative paragraph sets up, extends or ends."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from resolutions.text.fold import fold_variants, squeeze

Act = Literal["设立", "延长", "终止"]
_BODIES = (
    "特派团|核查团|观察团|观察员部队|支助团|援助团|稳定团|过渡团|部队|行政当局|办事处|代表团|监测组|监察组|专家组|专家小组|"
    "委员会|法庭|行动|使团|特派队|机制"
)
_NAME = rf"(?P<name>[^,。;:、()“”《》的将把为在由对其]{{1,24}}?(?:{_BODIES}))(?:\((?P<short>[^()]{{2,16}})\))?"
_TASK = r"(?:的?(?:任务|任期)(?:期限|授权|规定)?)"
_EXTENDED = r"(?:再|的|予以|进一步)?(?:延长|延至|展期|续延)"
_PATTERNS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("延长", re.compile(rf"(?:[将把]){_NAME}{_TASK}{_EXTENDED}")),
    ("延长", re.compile(rf"(?:延长|续延|展延)(?:[^,。;]{{0,12}}的)?{_NAME}{_TASK}")),
    ("设立", re.compile(rf"(?:设立|成立|设置|组建|建立)(?:一个|一支)?{_NAME}")),
    ("终止", re.compile(rf"(?:终止|结束|撤销){_NAME}(?:{_TASK}|$|[,。;])")),
    ("终止", re.compile(rf"(?:决定|[将把]){_NAME}{_TASK}(?:应|将|予以|即)?(?:于[^,。;]{{1,16}})?(?:终止|结束)")),
)
_DECIDES = re.compile(r"(?:并|还|又|因此|兹|爰)?(?:决定|授权|核准|批准|同意|请|设立|成立|延长|续延|终止|结束|将|把)")
_SIGNS = ("延", "立", "建", "设置", "設置", "终止", "終止", "结束", "結束", "撤")  # in both scripts
_QUALIFIERS = re.compile(r"^(?:联合国驻?|第[一二三四五]期|现有)(?=.{4})")


class MandateStep(NamedTuple):
    """Change of a mission by a paragraph; ``name`` as printed, ``short`` its name in brackets or ""."""

    act: Act
    name: str
    short: str

    @property
    def shown_name(self) -> str:
        """Return the name that readers know it by."""
        return self.short or self.name

    def is_about(self, other: "MandateStep") -> bool:
        """Return True if both are about one mission: a name of one is a name of the other."""
        return bool(_keys(self) & _keys(other))


def find_mandate_steps(text: str, lead: int = 0) -> list[MandateStep]:
    """Return the steps of an operative paragraph, each mission once; ``lead`` is the length of its printed number.

    >>> find_mandate_steps("1. 决定将联合国海地稳定特派团(联海稳定团)的任务期限延长至2010年10月15日；", 3)
    [MandateStep(act='延长', name='联合国海地稳定特派团', short='联海稳定团')]
    >>> find_mandate_steps("请各国与最近设立的反恐怖主义委员会合作；")
    []

    Only a paragraph that decides does anything: one that recalls a mission yields nothing.
    """
    if not any(sign in text for sign in _SIGNS):
        return []
    words = squeeze(fold_variants(text[lead:]))[0]
    return list(dict.fromkeys(_iter_steps(words))) if _DECIDES.match(words) else []


def _iter_steps(words: str) -> Iterator[MandateStep]:
    taken: set[str] = set()
    for act, pattern in _PATTERNS:
        for match in pattern.finditer(words):
            name = match["name"]
            if name not in taken and words[match.start() - 2 : match.start()] not in ("所设", "近设"):
                taken.add(name)
                yield MandateStep(act, name, match["short"] or "")


def _keys(step: MandateStep) -> set[str]:
    return {_QUALIFIERS.sub("", step.name)} | ({step.short} if step.short else set())
