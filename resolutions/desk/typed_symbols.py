"""Say what is wrong with a symbol that an editor typed."""

import re
from datetime import date

from resolutions.text.citations.spellings import suggest_symbols
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.symbol_limits import explain_impossible_symbol

_RESOLUTION = re.compile(r"(?:S/RES/|第)?(\d{1,4})\((\d{4})\)(?:号决议案?|号)?", re.IGNORECASE)


def describe_wrong_symbol(typed: str, today: date) -> str:
    """Return a Chinese sentence on a spelling that names no document, with the symbols that may be meant.

    >>> describe_wrong_symbol("第2501（2025）号", date(2026, 1, 1))
    '“第2501（2025）号”的编号与年份不符：第2501号决议是2019年通过的，是否指 S/RES/2501(2019)？'
    """
    folded = fold_and_squeeze(typed)
    match = _RESOLUTION.fullmatch(folded)
    spelled = f"S/RES/{match[1]}({match[2]})" if match else folded.upper()
    reason = explain_impossible_symbol(spelled, today)
    near = "、".join(suggest_symbols(spelled if match else typed))
    if reason and match:
        said = f"“{typed}”的编号与年份不符：{reason}"
    else:
        said = f"“{typed}”不是文号" + (f"：{reason}" if reason else "")
    return said + (f"，是否指 {near}？" if near else "。请写成 S/RES/2553(2020) 这样的形式。")
