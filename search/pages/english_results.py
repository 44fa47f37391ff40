"""Results in English texts for the page and the API: when they are asked for, and which of them a page shows."""

import logging
import re

from django.db import OperationalError, transaction

from resolutions.statistics.queries.cached import DataState
from search.english.query import EnglishQuery, read_english_query
from search.english.run import EnglishMatches, has_english_texts, search_english
from search.pages.form_state import FormState
from search.protocol.request import PAGE_SIZE, is_long_paste
from search.query.parser import parse_query

MAX_BESIDE = 3  # documents shown beside the Chinese results
NO_MATCHES = EnglishMatches()
_LATE = EnglishMatches(is_late=True)
_logger = logging.getLogger(__name__)
_has_latin_word = re.compile("[A-Za-zÀ-ɏ]{2}").search


def read_english(state: FormState, data_state: DataState) -> EnglishQuery | None:
    """Return the English part of a search; None for a search that only the Chinese index can answer.

    A query without Latin words costs nothing here. The others are asked only where readers see English texts; one
    query for each state of the data.
    """
    if state.scope != "all" or is_long_paste(state.typed) or not _has_latin_word(state.typed):
        return None
    query = read_english_query(parse_query(state.typed))
    return query if query and has_english_texts(data_state) else None


def find_english(state: FormState, data_state: DataState, *, whole_pages: bool = False) -> EnglishMatches:
    """Return the results in English texts: a page of them when they alone are shown, otherwise the first.

    ``whole_pages``: a page of them in every case, as the API answers. Beside Chinese results, which are ready by
    then, a query that the database does not finish in time is ``is_late``; otherwise it raises ``OperationalError``.
    Raises what ``SearchEngine.search`` raises.
    """
    is_alone = state.collection == "english"
    if state.collection not in ("", "english") or not (is_alone or whole_pages or state.page == 1):
        return NO_MATCHES
    query = read_english(state, data_state)
    if query is None:
        return NO_MATCHES
    request = state.to_request(state=data_state)
    if is_alone or whole_pages:
        return search_english(query, request, state.offset, PAGE_SIZE, with_facets=is_alone)
    try:
        with transaction.atomic():
            return search_english(query, request, 0, MAX_BESIDE)
    except OperationalError as error:
        _logger.warning("the search in English texts was given up: %s", error)
        return _LATE
