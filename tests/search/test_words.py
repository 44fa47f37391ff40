"""Terms of the field and synonyms: complete lists, used alike for texts and queries."""

import pytest

from search.chinese.dictionary import Dictionary, load_dictionary, read_dictionary_terms
from search.chinese.folding import fold
from search.chinese.word_proposals import propose_words
from search.protocol.request import SearchRequest
from search.query.parser import parse_query
from search.query.synonyms import expand_query, read_other_names, read_synonym_groups
from tests.search.small_index import document, open_search

TERMS = read_dictionary_terms()


def test_every_term_has_a_remark_and_is_in_the_dictionary():
    assert all(TERMS.values())
    assert [term for term in TERMS if not load_dictionary().words.get(fold(term))] == []


@pytest.mark.parametrize("term", ["安全部门改革", "建设和平委员会", "联刚稳定团", "秘书长特别代表"])
def test_a_term_of_the_field_is_one_word(term):
    assert load_dictionary().cut(term) == [term]


def test_no_synonym_is_listed_twice():
    terms = [fold(term) for group in read_synonym_groups() for term in group]
    assert sorted(terms) == sorted(set(terms))
    assert all(len(group) > 1 for group in read_synonym_groups())


@pytest.mark.parametrize(
    "typed, added",
    [
        ("安理会", ("安全理事会",)),
        ("维和行动", ("维持和平",)),
        ("維和", ("维持和平",)),
        ("“安理会”", ()),  # a phrase is taken as it stands
        ("文号:安理会", ()),
        ("UNIFIL", ("联黎部队", "联合国驻黎巴嫩临时部队")),
        ("联阿援助团", ("联合国阿富汗援助团", "UNAMA")),
        ("UNPROFOR", ("联保部队", "联合国保护部队")),
        ("東協", ("东盟",)),
        ("UNAMIR", ("联卢援助团", "联合国卢旺达援助团")),  # another mission than UNAMI, which it begins with
        ("北韩 核试", ("朝鲜", "核试验")),
        ("塞拉耶佛", ("萨拉热窝",)),
        ("尼日尔", ()),  # 尼日 is only looked for as 尼日尔, not the other way round
        ("喬治亞", ("格鲁吉亚",)),
        ("資訊", ("信息",)),
        ("儿童兵", ()),
        ("支援", ()),  # written as on the mainland, so it means what it means there
        ("尼日利亚", ()),
        ("“蓋亞那”", ("圭亚那",)),
    ],
)
def test_synonyms_are_added_and_named(typed, added):
    assert expand_query(parse_query(typed))[1] == added


def test_nothing_is_added_when_the_reader_switches_it_off():
    for typed in ("安理会", "UNIFIL", "蓋亞那", "“蓋亞那”"):
        query, added = expand_query(parse_query(typed), use_synonyms=False)
        assert query == parse_query(typed) and added == ()


def test_an_added_name_is_found_as_one_string_in_fuzzy_mode_too(tmp_path):
    documents = [document(1, "联合国驻黎巴嫩临时部队"), document(2, "联合国。临时部队。驻黎巴嫩")]
    answer = open_search(tmp_path, documents).answer(SearchRequest("UNIFIL", mode="fuzzy", with_partial=True))
    assert [result.card.key for result in answer.results] == [1]
    assert [result.missing for result in answer.partial.results] in ([], [("unifil",)])


def test_another_name_is_listed_once_and_leads_to_one_that_is_not():
    others = [fold(other) for other, _ in read_other_names()]
    assert len(others) == len(set(others))
    assert not {fold(name) for _, name in read_other_names()} & set(others)


def test_words_of_taiwan_are_looked_for_as_on_the_mainland():
    for typed, meant in (("查德", "乍得"), ("蓋亞那", "圭亚那")):
        query, _ = expand_query(parse_query(typed))
        assert meant in [part.text for part in query.node.parts]


def test_terms_that_occur_together_are_proposed(sources):
    texts = [passage.text for source in sources for passage in source.passages]
    proposed = [one.term for one in propose_words(texts, Dictionary(["安全", "部门", "改革", "安全部门"]))]
    assert "安全部门改革" in proposed[:40]
