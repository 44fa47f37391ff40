"""Sentences of the Council in every encoding are decoded exactly."""

from pathlib import Path

import pytest

from resolutions.sources import extract_text

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "fixtures/texts").glob("*.txt"))
CODECS = [("gb18030", "GB18030"), ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16")]
CODECS += [("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")]
TRADITIONAL = [
    "安全理事會，\n重申理事會一九四八年一月十七日決議案三十八（一九四八），",
    "聽悉印度代表支持是項申訴之陳述，以及巴基斯坦代表之答覆與反訴，",
    "決議：委員會成員應增至五名，並請秘書長供給委員會所需之人員及協助",
    "回顧其第1373號決議（2001年9月28日），並強調必須充分執行",
]
SIMPLIFIED = [
    "回顾其关于青年、和平与安全的第2250(2015)号决议",
    "安全理事会2021年9月9日第8852次会议通过",
    "请秘书长至迟于2021年12月31日向安理会提交报告；",
    "决定继续积极处理此案。",
]


@pytest.mark.parametrize("codec, name", CODECS)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_seed_is_read_back_in_every_encoding(path, codec, name):
    text = path.read_bytes().decode()
    source = extract_text(text.encode(codec), path.name)
    assert (source.text, source.encoding, source.media_type) == (text, name, "text/plain")


@pytest.mark.parametrize("codec, name", CODECS)
@pytest.mark.parametrize("sentence", TRADITIONAL + SIMPLIFIED)
def test_one_sentence_is_enough(sentence, codec, name):
    source = extract_text(sentence.encode(codec), "a.txt")
    assert (source.text, source.encoding) == (sentence, name)


@pytest.mark.parametrize("sentence", TRADITIONAL)
def test_traditional_sentence_in_big5(sentence):
    source = extract_text(sentence.encode("big5"), "a.txt")
    assert (source.text, source.encoding) == (sentence, "Big5")
