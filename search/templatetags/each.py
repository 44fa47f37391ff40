"""``{% each rows as url title %}<a href="{{ url }}">{{ title }}</a>{% endeach %}``: a quick loop over rows of strings.

The body holds text, ``{{ column }}``, ``{% if column %}…{% else %}…{% endif %}`` and another
``each`` over a column. Every value is escaped, without exception. It says the same as
``for``, which looks up, localises and wraps each value: half the time of a results page.
Other tags, filters and names that are no column are refused when the template is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, TextNode, Variable, VariableNode
from django.template.defaulttags import IfNode

register = template.Library()
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Conditional:
    """One body or the other, as a column is full or empty."""

    column: int
    full: "TemplateBody"
    empty: "TemplateBody"

    def write(self, row: Row, out: list[str]) -> None:
        (self.full if row[self.column] else self.empty).write(row, out)


@dataclass(frozen=True, slots=True)
class Loop:
    column: int
    body: "TemplateBody"

    def write(self, row: Row, out: list[str]) -> None:
        for inner in row[self.column]:
            self.body.write(inner, out)


@dataclass(frozen=True, slots=True)
class TemplateBody:
    """Text as it is, the number of a column to write, or something that writes itself."""

    parts: tuple[str | int | Conditional | Loop, ...]

    def write(self, row: Row, out: list[str]) -> None:
        for part in self.parts:
            if part.__class__ is str:
                out.append(part)
            elif part.__class__ is int:
                out.append(escape(str(row[part])))
            else:
                part.write(row, out)


class EachNode(template.Node):
    def __init__(self, rows: FilterExpression, names: list[str], nodelist: NodeList):
        self.rows = rows
        self.body = _body(nodelist, names)

    def render(self, context: template.Context) -> str:
        out: list[str] = []
        for row in self.rows.resolve(context):
            self.body.write(row, out)
        return "".join(out)


def _body(nodelist: NodeList, names: list[str]) -> TemplateBody:
    return TemplateBody(tuple(_part(node, names) for node in nodelist))


def _part(node: template.Node, names: list[str]) -> str | int | Conditional | Loop:
    if isinstance(node, TextNode):
        return node.s
    if isinstance(node, VariableNode):
        return _column(node.filter_expression, names)
    if isinstance(node, EachNode):
        return Loop(_column(node.rows, names), node.body)
    if isinstance(node, IfNode) and len(node.conditions_nodelists) <= 2:
        (condition, full), *others = node.conditions_nodelists
        if all(other is None for other, _ in others):
            empty = others[0][1] if others else NodeList()
            return Conditional(
                _column(getattr(condition, "value", None), names), _body(full, names), _body(empty, names)
            )
    raise template.TemplateSyntaxError(f"“each” cannot hold {node!r}.")


def _column(expression: FilterExpression | None, names: list[str]) -> int:
    variable = getattr(expression, "var", None)
    if isinstance(variable, Variable) and not expression.filters and variable.var in names:
        return names.index(variable.var)
    raise template.TemplateSyntaxError(f"“each” knows its columns {', '.join(names)}, not “{expression}”.")


@register.tag
def each(parser, token) -> EachNode:
    try:
        _, rows, word, *names = token.split_contents()
    except ValueError:
        word, names = "", []
    if word != "as" or not names:
        raise template.TemplateSyntaxError("Write {% each rows as column column %}…{% endeach %}")
    nodelist = parser.parse(("endeach",))
    parser.delete_first_token()
    return EachNode(parser.compile_filter(rows), names, nodelist)
