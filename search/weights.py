"""Weights of the ranking: every number that decides the order of documents, paragraphs and snippets.

docs/ranking.md says what each weight does, why it has its value and how a change of it is judged.
"""

# Documents: BM25 of each word. A field boost multiplies the number of occurrences in that field.
FIELD_BOOSTS = {
    "symbol": 6.0,
    "title": 5.0,
    "agenda": 5.0,
    "operative": 1.2,
    "preamble": 1.0,
    "body": 1.0,
    "notes": 0.6,
}
BM25_K1 = 1.2  # saturation: how fast further occurrences of a word lose value
BM25_B = 0.6  # 0 ignores the length of a document, 1 divides by it

# Documents: added to the BM25 sum
VERBATIM_BOOST = 100.0  # the whole query as typed occurs in the text
WHOLE_NUMBER_BOOST = 40.0  # a number of the query is a whole number of the text, not part of a longer one
TITLE_BOOST = 8.0  # title and agenda item alone satisfy the query
KIND_BOOSTS = {"resolution": 1.5, "statement": 1.0, "charter": 1.0, "repertoire": -0.5}
CITATION_BOOST = 0.35  # times log(1 + number of citations received)

# Documents: added by the shortest stretch of text that has all strings of the query, NEARNESS_BOOST when they touch
NEARNESS_BOOST = 8.0
NEARNESS_SPAN = 60  # characters; at this distance half of the boost is left

# Documents: factor of a single word's BM25 beside that of the exact string that contains it
SINGLE_WORD_FACTOR = 0.3

# Documents that lack some words of the query
PART_OF_WORD_FACTOR = 0.4  # of a compound word's parts, when not all of them occur
MIN_SHARE_OF_WORDS = 0.2  # of the words by weight; a document with less is not shown

# Paragraphs of one document: the score of a string is its length, plus boosts, times the factor of the paragraph
MAX_SCORED_LENGTH = 6  # characters; longer strings score no more
WHOLE_QUERY_BOOST = 20.0  # the string is the whole query
HIT_BOOST = 0.3  # for each occurrence of a string in the paragraph
MAX_SCORED_HITS = 5  # occurrences; more add nothing
PARAGRAPH_KIND_FACTORS = {"operative": 1.2, "sub": 1.2, "preamble": 1.1, "footnote": 0.8, "heading": 0.7}

# Snippets: paragraphs shown of one document, and the part of a long paragraph
MAX_SNIPPETS = 3
MAX_SNIPPET_LENGTH = 130  # characters; about three lines on a wide page
CONTEXT_SHARE = 1 / 3  # of the snippet: the most that comes before the first hit
DENSE_SHARE = 2 / 3  # of the snippet: the stretch in which most hits should lie, and its least length before a cut
MIN_CUT_LENGTH = 12  # characters; a shorter end of a paragraph is shown rather than cut off
MAX_LATE_END = 30  # characters beyond the length of the snippet, for a sentence that ends there
