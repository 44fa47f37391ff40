"""``{% marked text %}<mark>{{ hit }}</mark>{% endmarked %}``: a text with its hits marked.

``text`` is a pair: each hit with what stands before it, and what stands after the last one.

What stands around ``{{ hit }}`` is written around each hit; all text is escaped. An
ordinary loop does the same, but takes a third of the time of the whole results page.
"""

from html import escape

from django import template

register = template.Library()


class MarkedNode(template.Node):
    def __init__(self, text, before: str, after: str):
        self.text, self.before, self.after = text, before, after

    def render(self, context) -> str:
        pairs, rest = self.text.resolve(context)
        marked = (escape(plain) + self.before + escape(hit) + self.after for plain, hit in pairs)
        return "".join(marked) + escape(rest)


@register.tag
def marked(parser, token) -> MarkedNode:
    try:
        _, text = token.split_contents()
        before, _, after = parser.parse(("endmarked",))
        edges = before.s, after.s
    except (ValueError, AttributeError) as error:
        raise template.TemplateSyntaxError("Write {% marked text %}<mark>{{ hit }}</mark>{% endmarked %}") from error
    parser.delete_first_token()
    return MarkedNode(parser.compile_filter(text), *edges)
