"""Random boolean queries find what a reading of all texts finds: a small part of ``bench.search.boolean``."""

from bench.search.boolean import find_differences, make_documents, open_search


def test_random_boolean_queries_agree_with_the_raw_texts(tmp_path):
    sources = make_documents(60)
    assert not list(find_differences(open_search(tmp_path, sources), sources, 250))
