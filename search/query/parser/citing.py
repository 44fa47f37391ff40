"""Verb and citation side by side: both are asked of the same citation, as in ``动词:重申 引用:1325``."""

from dataclasses import replace

from search.query.parser.nodes import And, CitesCondition, Node, Not, Or, VerbCondition, join_nodes


def pair_verbs_with_citations(node: Node | None) -> Node | None:
    """Return the tree in which verbs that stand beside cited documents are asked of their citations."""
    if isinstance(node, Or):
        return Or(tuple(part for each in node.parts if (part := pair_verbs_with_citations(each))))
    if isinstance(node, Not):
        part = pair_verbs_with_citations(node.part)
        return Not(part) if part else None
    if not isinstance(node, And):
        return node
    parts = [pair_verbs_with_citations(part) for part in node.parts]
    verbs = [part for part in parts if _is_verb(part)]
    cited = [part for part in parts if _is_citation(part)]
    if not verbs or not cited:
        return And(tuple(part for part in parts if part))
    others = [part for part in parts if part not in verbs and part not in cited]
    pairs: list[Node | None] = [_pair(verb, one) for verb in verbs for one in cited]
    return join_nodes(And, [*others, *pairs])


def _is_verb(node: Node | None) -> bool:
    if isinstance(node, Or):
        return all(map(_is_verb, node.parts))
    return isinstance(node, VerbCondition) and not node.symbol


def _is_citation(node: Node | None) -> bool:
    if isinstance(node, Or):
        return all(map(_is_citation, node.parts))
    return isinstance(node, CitesCondition)


def _pair(verb: Node | None, cited: Node | None) -> Node | None:
    if isinstance(verb, Or):
        return join_nodes(Or, [_pair(part, cited) for part in verb.parts])
    if isinstance(cited, Or):
        return join_nodes(Or, [_pair(verb, part) for part in cited.parts])
    if isinstance(verb, VerbCondition) and isinstance(cited, CitesCondition):
        return replace(verb, symbol=cited.symbol)
    return None
