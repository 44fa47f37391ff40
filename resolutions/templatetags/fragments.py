"""Fragments: the longest lists and texts of pages, rendered by Jinja2, which compiles its templates.

A Django template looks up every name of every node again; a text has thousands (docs/decisions/fragments.md). Only the
macros of ``templates/fragments/`` are written for Jinja2; each escapes what it prints.
"""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from resolutions.interface.dates import format_day, format_month_day
from resolutions.interface.names import name_in_language, name_lang
from resolutions.interface.places import format_labels, place_in_language
from resolutions.interface.sentences import translate_sentence
from resolutions.interface.titles import title_in_language
from resolutions.pages.links import short_name
from resolutions.templatetags.portal import chinese_lang, citation_url, linked_title, mark_chinese

register = template.Library()
environment = Environment(
    loader=FileSystemLoader(settings.BASE_DIR / "templates" / "fragments"),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=settings.DEBUG,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.i18n"],
)
environment.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
environment.globals["chinese_lang"] = chinese_lang
environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
environment.filters |= {
    "day": format_day,
    "in_language": name_in_language,
    "name_lang": name_lang,
    "sentence": translate_sentence,
    "citation_url": citation_url,
    "linked_title": linked_title,
    "mark_chinese": mark_chinese,
    "month_day": format_month_day,
    "place_in_language": place_in_language,
    "places": format_labels,
    "short_name": short_name,
    "title_in_language": title_in_language,
}


@register.simple_tag
def fragment(file: str, macro: str, *arguments: Any) -> str:
    """Render a macro of ``templates/fragments/``; Jinja2 marks the result of a macro as escaped."""
    return getattr(environment.get_template(file).module, macro)(*arguments)
