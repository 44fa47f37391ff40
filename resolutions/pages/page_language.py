"""Names and figures of packages without Django in the language of the page: conditions, years, verbs, numbers."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext

from resolutions.graph.wording import CHINESE, Wording
from resolutions.interface.languages import SIMPLIFIED, current_language, is_english
from resolutions.interface.sentences import translate_sentence, translate_sentences
from resolutions.interface.titles import title_in_language
from resolutions.statistics.chart_layout import Chart, layout_chart
from resolutions.statistics.figures import Figure, FigureRow
from resolutions.statistics.queries.document_groups import Choice

_YEARS = re.compile(r"(?P<first>\d{4})(?:–(?P<last>\d{4}))?年|(?P<decade>\d{4})年代")
_AGES = re.compile(r"(?P<first>\d{1,3})(?:–(?P<last>\d{1,3}))?年")


def page_wording() -> Wording:
    """Return the wording of the language of the page."""
    if current_language() == SIMPLIFIED:
        return CHINESE
    marks = gettext("、"), gettext("，"), gettext("：")
    return Wording(translate_name, title_in_language, *marks, is_english())


def translate_name(name: str | Promise) -> str:
    """Return the name of a condition, a verb, a column, years or ages in the language of the page."""
    name = str(name)  # names of models may be lazy
    if found := _YEARS.fullmatch(name):
        if found["decade"]:
            return gettext("{decade}年代").format(decade=found["decade"])
        return (gettext("{first}–{last}年") if found["last"] else gettext("{year}年")).format(
            first=found["first"], last=found["last"], year=found["first"]
        )
    if found := _AGES.fullmatch(name):
        if found["last"]:
            return pgettext("ages", "{first}–{last}年").format(**found.groupdict())
        return ngettext("{years}年", "{years}年", int(found["first"])).format(years=found["first"])
    return translate_sentence(name)


def translate_names(names: Iterable[str | Promise]) -> list[str]:
    """Return names in the language of the page."""
    return [translate_name(name) for name in names]


def join_names(names: Iterable[str]) -> str:
    """Join names as the language of the page lists them, as 安全理事会、1990年代."""
    return gettext("、").join(translate_names(names))


def translate_choices(choices: Iterable[Choice]) -> list[Choice]:
    """Return the values of a condition with their names in the language of the page."""
    return [replace(choice, name=translate_name(choice.name)) for choice in choices]


def chart_of(figure: Figure, conditions: Iterable[str] = ()) -> Chart:
    """Lay a figure out in the language of the page; ``conditions`` are the names that its sentences contain."""
    return layout_chart(translate_figure(figure, conditions), page_wording())


def translate_figure(figure: Figure, conditions: Iterable[str] = ()) -> Figure:
    """Return a figure in the language of the page. Figures are cached in Chinese, so none is changed."""
    if current_language() == SIMPLIFIED:
        return figure
    scope = "、".join(conditions)

    def translate(text: str) -> str:
        joined = translate_sentences(sentence for sentence in re.split("(?<=。)", text) if sentence)
        return joined.replace(scope, join_names(conditions)) if scope else joined

    def translate_rows(rows: tuple[FigureRow, ...]) -> tuple[FigureRow, ...]:
        return tuple(
            replace(row, name=translate_name(row.name_en if is_english() and row.name_en else row.name)) for row in rows
        )

    return replace(
        figure,
        title=translate_name(figure.title),
        definition=translate(figure.definition),
        coverage=translate(figure.coverage),
        name_heading=translate_name(figure.name_heading),
        columns=tuple(translate_names(figure.columns)),
        rows=translate_rows(figure.rows),
        left_out=translate_rows(figure.left_out),
    )
