"""Fragments rendered by Jinja2 escape every value, in every branch."""

import html
from itertools import combinations

import pytest
from jinja2 import UndefinedError

from resolutions.templatetags.fragments import environment, fragment

TEXT = "<i a=\"b\" c='d'>&"
SWITCHES = ("heading_tag", "rows", "url", "mark_id", "hit", "pieces", "missing")  # attributes that choose a branch
MACROS = [
    ("paragraphs.html", "show_paragraphs"),
    ("results.html", "show_results"),
    ("facets.html", "show_facets"),
    ("sentences.html", "show_citing_sentences"),
    ("sentences.html", "show_sentences_that_cite"),
    ("document_rows.html", "show_document_rows"),
    ("translations.html", "show_rows"),
    ("translations.html", "show_translated"),
]


class Hostile:
    """Has every attribute, is a list of one, and prints as ``TEXT``; the attributes in ``absent`` are empty."""

    def __init__(self, absent: frozenset[str]) -> None:
        self._absent = absent

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        return "" if name in self._absent else Hostile(self._absent)

    def __iter__(self):
        yield Hostile(self._absent)

    def __call__(self):
        return self

    def __str__(self) -> str:
        return TEXT


def render(file: str, macro: str, absent: frozenset[str]) -> str:
    own = environment.overlay()
    own.filters = environment.filters | dict.fromkeys(("citation_url", "day", "month_day", "places", "short_name"), str)
    arguments = {"show_results": (1, True), "show_rows": ("zh-Hans", "en")}.get(macro, ())
    return getattr(own.get_template(file).make_module(), macro)([Hostile(absent)], *arguments)


@pytest.mark.parametrize("file, macro", MACROS)
def test_every_value_is_escaped_in_every_branch(file, macro):
    branches = [frozenset(chosen) for size in range(4) for chosen in combinations(SWITCHES, size)]
    for absent in branches:
        shown = render(file, macro, absent)
        assert "&lt;i a=" in shown and TEXT in html.unescape(shown)
        assert not any(raw in shown for raw in ("<i a", 'a="b"', "c='d'", "'>&<"))


def test_all_macros_that_pages_use_are_tested():
    public = {
        (name, macro) for name in environment.list_templates() for macro in vars(environment.get_template(name).module)
    }
    assert set(MACROS) <= public
    inner = {"show_choice", "show_runs", "show_table", "show_highlighted", "show_verbs", "show_margin", "show_words"}
    inner |= {"show_targets"}
    assert {macro for _, macro in public if macro.startswith("show_")} == {macro for _, macro in MACROS} | inner


def test_a_missing_value_is_an_error_and_no_blank():
    with pytest.raises(UndefinedError):
        fragment("facets.html", "show_facets", [object()])


def test_what_a_fragment_escaped_is_not_escaped_again_and_a_text_beside_it_is(settings):
    from django.template import Context, Template

    template = Template("{% load fragments %}{% fragment 'results.html' 'show_results' rows 1 False %}{{ text }}")
    assert template.render(Context({"rows": [], "text": TEXT})).split("</ol>") == [
        '<ol class="results" start="1">\n',
        "\n&lt;i a=&quot;b&quot; c=&#x27;d&#x27;&gt;&amp;",
    ]
