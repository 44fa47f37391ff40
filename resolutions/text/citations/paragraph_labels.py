"""Labels of the paragraphs that a printed list names: ``20-22、24和26``, ``8(a)(一)至(三)``, ``3之二``."""

import re

from resolutions.text.numerals import (
    CHINESE_COUNTING_CHARACTERS,
    CHINESE_NUMERALS,
    parse_chinese_number,
    parse_number,
    parse_roman_number,
    to_chinese_number,
    to_roman,
)

_INSERTED = r"(?: ?(?:bis|ter|quater|quinquies)(?![a-z])|之[二三四五])"
_PLAIN = rf"(?:\(\d{{1,3}}\)|\d{{1,3}}|[{CHINESE_NUMERALS}]{{1,4}})"
NUMBER = rf"(?:{_PLAIN}{_INSERTED}?)"
SIGN = rf"(?:\((?:[a-z]{{1,4}}|[{CHINESE_COUNTING_CHARACTERS}]{{1,3}})\)|[㈠-㈩])"
BETWEEN = r"(?:[、,，]?(?:以及|和|及|与|或|至|到|-|~|—|–)|[、,，])"
_STEP = re.compile(rf"段?(?P<between>{BETWEEN})?第?(?P<number>{_PLAIN})?(?P<inserted>{_INSERTED})?(?P<subs>{SIGN}*)")
_SIGNS = re.compile(rf"(?P<between>{BETWEEN})?第?(?P<signs>{SIGN}+|[a-z](?![a-z]))")
_ONE_SIGN = re.compile(SIGN)
_RANGE = ("至", "到", "-", "~", "—", "–")
_LONGEST_RANGE = 100
_INSERTED_WORDS = {"二": "bis", "三": "ter", "四": "quater", "五": "quinquies"}


def read_paragraph_labels(printed: str, signs_behind: str = "") -> list[str]:
    """Return the labels of a list with ranges expanded; signs behind 段 belong to the last number.

    >>> read_paragraph_labels("20-22、24和26"), read_paragraph_labels("2(a)和(b)"), read_paragraph_labels("8", "(d)")
    (['20', '21', '22', '24', '26'], ['2(a)', '2(b)'], ['8(d)'])
    """
    labels: list[str] = []
    base, last_signs = 0, [""]
    for step in _STEP.finditer(printed):
        if not step["number"] and not step["subs"]:
            continue
        number = parse_number(step["number"].strip("()")) if step["number"] else base
        if not number:
            continue
        signs, ranged = _split_signs(step["subs"] or ""), _is_range(step["between"])
        if ranged and base and step["number"] and not signs and base < number <= base + _LONGEST_RANGE:
            labels += [str(between) for between in range(base + 1, number)]
        if not step["number"]:  # 8(a)(一)和(二): the signs before the last one are repeated
            signs = [*last_signs[: len(last_signs) - len(signs)], *signs]
        if ranged and number == base:  # also 8(a)至8(c)
            labels += [f"{number}{between}" for between in _between(last_signs, signs)]
        labels.append(f"{number}{_inserted(step['inserted'])}{''.join(signs)}")
        base, last_signs = number, signs
    if signs_behind and labels and "(" not in labels[-1]:
        number_label = labels.pop()
        labels += [f"{number_label}{signs}" for signs in _signs_behind(signs_behind)]
    return labels


def _inserted(printed: str | None) -> str:
    """Return ``bis`` for 之二."""
    word = (printed or "").strip()
    return _INSERTED_WORDS.get(word.removeprefix("之"), word)


def _is_range(between: str | None) -> bool:
    return bool(between) and between.lstrip("、,，") in _RANGE  # type: ignore[union-attr]


def _split_signs(printed: str) -> list[str]:
    """Return the signs of ``(a)(一)`` one by one; ㈠ is (一)."""
    return [
        f"({to_chinese_number(ord(sign) - ord('㈠') + 1)})" if len(sign) == 1 else sign
        for sign in _ONE_SIGN.findall(printed)
    ]


def _signs_behind(printed: str) -> list[str]:
    """Return the signs of ``(a)至(d)``, ``(a)㈠`` and ``a和b`` as they stand behind the number of a label."""
    found: list[list[str]] = []
    for step in _SIGNS.finditer(printed):
        signs = _split_signs(step["signs"]) or [f"({step['signs']})"]
        if found:
            signs = [*found[-1][: max(0, len(found[-1]) - len(signs))], *signs]
        if _is_range(step["between"]) and found:
            found += [[between] for between in _between(found[-1], signs)]
        found.append(signs)
    return ["".join(signs) for signs in found]


def _between(first: list[str], last: list[str]) -> list[str]:
    """Return the signs between two that differ in the last place, both exclusive: (a) and (d) give (b), (c).

    >>> _between(["(a)", "(一)"], ["(a)", "(三)"]), _between(["(i)"], ["(iv)"])
    (['(a)(二)'], ['(ii)', '(iii)'])
    """
    if len(first) != len(last) or first[:-1] != last[:-1] or not first[-1] or not last[-1]:
        return []
    low, high = first[-1].strip("()"), last[-1].strip("()")
    lead = "".join(first[:-1])
    if set(low + high) <= set("ivx"):
        start, end = parse_roman_number(low.upper()), parse_roman_number(high.upper())
        return [f"{lead}({to_roman(value).lower()})" for value in range((start or 0) + 1, end or 0)] if start else []
    if len(low) == len(high) == 1 and (low + high).isascii():
        return [f"{lead}({chr(code)})" for code in range(ord(low) + 1, ord(high))]
    start, end = parse_chinese_number(low), parse_chinese_number(high)
    return [f"{lead}({to_chinese_number(value)})" for value in range((start or 0) + 1, end or 0)] if start else []
