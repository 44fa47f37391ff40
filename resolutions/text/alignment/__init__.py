"""Alignment of a Chinese and an English text: paragraphs by label, sentences by what both languages write alike."""

from resolutions.text.alignment.assignment import assign_best
from resolutions.text.alignment.paragraph_pairs import AlignedPair, Alignment, align_paragraphs
from resolutions.text.alignment.scoring import PairScorer
from resolutions.text.alignment.term_statistics import TermStatistics, learn_terms

__all__ = [
    "AlignedPair",
    "Alignment",
    "PairScorer",
    "TermStatistics",
    "align_paragraphs",
    "assign_best",
    "learn_terms",
]
