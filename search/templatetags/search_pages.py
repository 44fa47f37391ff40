"""What the search templates need beside the page itself."""

from django import template

from search.page import hit_address, value_name

register = template.Library()
register.filter("kind_name", lambda value: value_name("kind", value))


@register.simple_tag
def hit_url(result, anchor: str, typed: str) -> str:
    return hit_address(result, anchor, typed)
