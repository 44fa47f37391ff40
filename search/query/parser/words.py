"""Conditions of the texts and phrases of a query: wildcards, similar words, and names that are no field."""

import re
from dataclasses import dataclass, field

from search.chinese.folding import fold
from search.query.parser.fields import find_nearest_field, list_field_names
from search.query.parser.lexer import DEFAULT_DISTANCE, MAX_DISTANCE, Token, to_ascii
from search.query.parser.nodes import (
    Everything,
    Near,
    Node,
    SimilarCondition,
    TextCondition,
    WildcardCondition,
)
from search.query.parser.notices import Notice

MAX_STARS = 4  # in one pattern
_IS_STAR = re.compile(r"[*＊]+").fullmatch
_IS_PATTERN = re.compile(r"[a-z0-9*?]*[a-z0-9][a-z0-9*?]*").fullmatch
_STARS = re.compile(r"[*＊]+")
_SIMILAR = re.compile(r"([^~～]+)[~～](?:\d{0,2}|0\.\d{1,2})").fullmatch
_UNKNOWN_FIELD = re.compile(r"([^\W\d_]{1,4}|[A-Za-z][A-Za-z_]{1,15})[:：](?![/:：])(.+)", re.S).match
_LATIN_OPERATORS = ("and", "or", "not", "near")
MIN_SIMILAR_LENGTH = 2  # characters of a word with ``~``


@dataclass(slots=True)
class WordReader:
    """Reader of the texts of one query; ``notices`` are filled as it goes.

    ``is_alone``: the query has no other token.
    """

    typed: str
    is_alone: bool
    notices: list[Notice] = field(default_factory=list)

    def read(self, token: Token) -> Node | None:
        """Return the condition of a text or phrase; None when nothing is left of it."""
        scope = token.name or None
        if token.kind == "phrase":
            return self._read_phrase(token, scope)
        if _IS_STAR(token.text):
            return self._read_star(token)
        if similar := _SIMILAR(token.text):
            return self._read_similar(token, similar[1])
        text = self._strip_question_mark(token.text)
        if text[-1:] in "*＊" and len(text) > 1 and not re.search(r"[*＊]|[?？](?=.)", text[:-1]):
            return self._build(text[:-1], scope, is_prefix=True)
        if re.search(r"[*＊?]", text):
            return self._read_pattern(token, text)
        self._notice_unknown_field(token)
        self._notice_signs(token)
        return self._build(token.text, scope)

    def _build(self, typed: str, scope: str | None, is_phrase: bool = False, is_prefix: bool = False) -> Node | None:
        folded = fold(typed)
        return TextCondition(folded, typed, is_phrase, is_prefix, scope) if folded else None

    def _strip_question_mark(self, text: str) -> str:
        """Remove a question mark at the end of a question; at the end of a single Latin word it is a wildcard."""
        is_wildcard = text.endswith("?") and self.is_alone and _IS_PATTERN(fold(text))
        return text if is_wildcard else text.rstrip("?？") or text

    def _read_phrase(self, token: Token, scope: str | None) -> Node | None:
        if not fold(token.text):
            self._add(token, "引号里没有文字，已略去。")
            return None
        if token.relation is None:
            return self._build(token.text, scope, is_phrase=True)
        parts = tuple(part for word in token.text.split() if (part := self._build(word, scope, is_phrase=True)))
        if len(parts) > 1:
            return Near(parts, (token.relation,) * (len(parts) - 1))
        self._add(
            token,
            "引号后面的 ~ 表示引号里的词相隔不远，词与词之间要空一格，如 “妇女 和平”~5；已略去 ~。",
        )
        return self._build(token.text, scope, is_phrase=True)

    def _read_star(self, token: Token) -> Node | None:
        if not token.name:
            return Everything()
        self._add(token, "单独的 * 表示全部文件，不能用作字段的值，已略去。")
        return None

    def _read_similar(self, token: Token, word: str) -> Node | None:
        folded = fold(word)
        if len(folded) >= MIN_SIMILAR_LENGTH and folded.isalnum():
            return SimilarCondition(folded, word, token.name or None)
        self._add(
            token, f"“{token.text}”里的 ~ 表示写法或读音相近的词，要跟在两个字以上的词后面，如 安理会~；已略去 ~。"
        )
        return self._build(word, token.name or None)

    def _read_pattern(self, token: Token, text: str) -> Node | None:
        """Read a word with ``*`` or ``?`` inside: a pattern in Latin words and numbers only."""
        scope, pattern = token.name or None, fold(_STARS.sub("*", text))
        if _IS_PATTERN(pattern) and pattern.count("*") <= MAX_STARS:
            return WildcardCondition(pattern, text, scope)
        pieces = [piece for piece in _STARS.split(text) if any(map(str.isalnum, fold(piece)))]
        if len(pieces) < 2:
            if "*" in pattern or re.search(r"\w\?\w", pattern):
                self._add(token, f"“{token.text}”：{_WILDCARD_HELP}", is_repair=bool(pieces and "*" in pattern))
            return self._build(pieces[0] if pieces else text, scope)
        near = f" NEAR/{DEFAULT_DISTANCE} ".join(pieces)
        self._add(token, f"“{token.text}”：{_WILDCARD_HELP}已按 {near} 检索。")
        parts = tuple(TextCondition(fold(piece), piece, True, False, scope) for piece in pieces)
        return Near(parts, (DEFAULT_DISTANCE,) * (len(parts) - 1))

    def _notice_unknown_field(self, token: Token) -> None:
        match = None if token.name else _UNKNOWN_FIELD(token.text)
        if not match:
            return
        nearest = find_nearest_field(match[1])
        suggestion = ""
        if nearest:
            end = token.start + match.end(1)
            suggestion = self.typed[: token.start] + nearest + self.typed[end:]
        sentence = f"没有“{match[1]}”这个字段，“{token.text}”已按文字检索。字段有：{list_field_names()}。"
        self._add(token, sentence, is_repair=False, suggestion=suggestion)

    def _notice_signs(self, token: Token) -> None:
        """Say how to write what other search engines write in another way."""
        word = token.text
        if token.name:
            return
        if word.lower() in _LATIN_OPERATORS and word != word.upper() and not self.is_alone:
            upper = self.typed[: token.start] + word.upper() + self.typed[token.end :]
            sentence = f"“{word}”是小写，已按普通的词检索；作运算符要大写：{word.upper()}。"
            self._add(token, sentence, is_repair=False, suggestion=upper)
        elif re.match(r"NEAR[/／]", to_ascii(word)):
            self._add(token, f"“{word}”：NEAR/ 后面写最多相隔几个字，1 到 {MAX_DISTANCE}，如 妇女 NEAR/5 和平。", False)
        elif word[0] in "+!" and len(word) > 1:
            instead = word[1:] if word[0] == "+" else "-" + word[1:]
            suggestion = self.typed[: token.start] + instead + self.typed[token.end :]
            how = "各词本来就都要出现，不必写 +" if word[0] == "+" else "排除用减号或 NOT"
            self._add(token, f"“{word}”已按文字检索；{how}：{instead}。", is_repair=False, suggestion=suggestion)

    def _add(self, token: Token, sentence: str, is_repair: bool = True, suggestion: str = "") -> None:
        self.notices.append(Notice(sentence, token.start, token.end, is_repair, suggestion))


_WILDCARD_HELP = "* 和 ? 只能代表拉丁词或数字里的字符；汉字之间隔着别的字，写作 安理会 NEAR/5 制裁，或用空格隔开。"
