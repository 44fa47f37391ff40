"""Chinese characters, for patterns: the usual ones, and the rare ones too."""

import re

# The blocks that printed texts use: one is enough to tell Chinese from other writing. ``HAN.pattern`` fits into others.
HAN = re.compile(r"[\u3400-\u9fff]")
# The blocks of ideographs up to extension H, with 〇 and compatibility forms, without the signs of the Book of Changes
# that ``HAN`` has; for the brackets of a pattern. Written as numbers, because editors and normalisation replace
# compatibility forms by the usual ones.
HAN_RANGES = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
ANY_HAN = re.compile(f"[{HAN_RANGES}]")
