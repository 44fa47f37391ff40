"""English front of the grammar of citations: the same mentions, read from English prose.

Names of organs, numbers, paragraphs, the Charter and verbs have a module each; symbols, years and the resolution of a
number are those of the Chinese grammar. Source of the forms: the English documents in ../shared/corpus and the UN
Editorial Manual, "Citing United Nations documents".
"""

from resolutions.text.citations.english.mentions import find_english_mentions
from resolutions.text.citations.english.themes import find_english_theme
from resolutions.text.citations.english.verbs import find_english_verb

__all__ = ["find_english_mentions", "find_english_theme", "find_english_verb"]
