"""Query language: parse a typed query into a tree of conditions, and write a tree as a query.

No input raises. Text that is no valid syntax is searched as text. ``Query.notices`` tells the reader in Chinese what
was not understood or had to be repaired.
"""

from search.query.parser.fields import QUERY_FIELDS
from search.query.parser.nodes import (
    WITH_PARTS,
    And,
    CharterCondition,
    CitationCountCondition,
    CitedByCondition,
    CitesCondition,
    DateCondition,
    Everything,
    KeyCondition,
    KeywordCondition,
    Narrow,
    Near,
    Node,
    Not,
    Or,
    Relation,
    SimilarCondition,
    SubjectCondition,
    TextCondition,
    VerbCondition,
    WildcardCondition,
    YearCondition,
    iter_leaves,
)
from search.query.parser.notices import Notice
from search.query.parser.query import MAX_CONDITIONS, MAX_QUERY_LENGTH, Query, format_query, parse_query

__all__ = [
    "MAX_CONDITIONS",
    "MAX_QUERY_LENGTH",
    "QUERY_FIELDS",
    "WITH_PARTS",
    "And",
    "CharterCondition",
    "CitationCountCondition",
    "CitedByCondition",
    "CitesCondition",
    "DateCondition",
    "Everything",
    "KeyCondition",
    "KeywordCondition",
    "Narrow",
    "Near",
    "Node",
    "Not",
    "Notice",
    "Or",
    "Query",
    "Relation",
    "SimilarCondition",
    "SubjectCondition",
    "TextCondition",
    "VerbCondition",
    "WildcardCondition",
    "YearCondition",
    "format_query",
    "iter_leaves",
    "parse_query",
]
