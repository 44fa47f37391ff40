"""Symbol and language in the name of a file: all the ways that the United Nations and its readers name files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.text import read_document
from resolutions.text.file_names import read_file_name

COUNCIL = "S/RES/2553(2020)"


@pytest.mark.parametrize(
    "name, symbol, language",
    [
        ("S_PRST_2014_7-ZH.pdf", "S/PRST/2014/7", "zh"),
        ("S_RES_1325(2000)", "S/RES/1325(2000)", ""),
        ("S_RES_1325_(2000).pdf", "S/RES/1325(2000)", ""),
        ("S-RES-1325-2000.docx", "S/RES/1325(2000)", ""),
        ("S-RES-1325(2000).docx", "S/RES/1325(2000)", ""),
        ("s_res_2553(2020)_c.pdf", "S/RES/2553(2020)", "zh"),
        ("S_RES_2553(2020)_C.pdf", "S/RES/2553(2020)", "zh"),
        ("S_RES_2768-EN.pdf", "S/RES/2768(2025)", "en"),
        ("A_RES_78_323-EN.pdf", "A/RES/78/323", "en"),
        ("A_RES_78_323-ZH.docx", "A/RES/78/323", "zh"),
        ("A-RES-70-1_中文.pdf", "A/RES/70/1", "zh"),
        ("a_res_70_1_c.pdf", "A/RES/70/1", "zh"),
        ("A_RES_49_35_A.pdf", "A/RES/49/35A", ""),
        ("A_RES_49_35A-ZH.pdf", "A/RES/49/35A", "zh"),
        ("A_RES_1514(XV)-ZH.pdf", "A/RES/1514(XV)", "zh"),
        ("A_RES_1514_XV.pdf", "A/RES/1514(XV)", ""),
        ("A-RES-1514-XV.pdf", "A/RES/1514(XV)", ""),
        ("A_RES_ES-10_21-ZH.pdf", "A/RES/ES-10/21", "zh"),
        ("A-RES-ES-10-21.pdf", "A/RES/ES-10/21", ""),
        ("A_RES_S-10_2.pdf", "A/RES/S-10/2", ""),
        ("A_RES_2758-RU.pdf", "A/RES/2758(XXVI)", "ru"),
        ("S_2025_10_Add.32-EN.pdf", "S/2025/10/Add.32", "en"),
        ("S_2025_10_Add.32", "S/2025/10/Add.32", ""),
        ("S_2025_509-EN.pdf", "S/2025/509", "en"),
        ("S-2025-509.pdf", "S/2025/509", ""),
        ("A_79_PV.64-EN.pdf", "A/79/PV.64", "en"),
        ("A_79_PV.64", "A/79/PV.64", ""),
        ("S_PV.8699_Resumption1", "S/PV.8699(Resumption1)", ""),
        ("S_PV.8699_(Resumption_1)-ZH.pdf", "S/PV.8699(Resumption1)", "zh"),
        ("S_PV.8699(Resumption1)-ZH.pdf", "S/PV.8699(Resumption1)", "zh"),
        ("S_PV_8699.pdf", "S/PV.8699", ""),
        ("S_PV.8699.pdf", "S/PV.8699", ""),
        ("A_80_6_SECT.24_CORR.1.docx", "A/80/6(Sect.24)/Corr.1", ""),
        ("A_80_6_(Sect._24)_Corr.1-EN.docx", "A/80/6(Sect.24)/Corr.1", "en"),
        ("A_L.632-EN.pdf", "A/L.632", "en"),
        ("A_79_L.2-ZH.pdf", "A/79/L.2", "zh"),
        ("第2553(2020)号决议.pdf", "S/RES/2553(2020)", ""),
        ("第2553（2020）号决议.pdf", "S/RES/2553(2020)", ""),
        ("安理会第2553(2020)号决议.docx", "S/RES/2553(2020)", ""),
        ("安全理事会第1325号决议.docx", "S/RES/1325(2000)", ""),
        ("联合国大会第70／1号决议.docx", "A/RES/70/1", ""),
        ("大会第70_1号决议.docx", "A/RES/70/1", ""),
        ("2553(2020).txt", "S/RES/2553(2020)", ""),
        ("S_RES_2553(2020)-ZH (1).pdf", "S/RES/2553(2020)", "zh"),
        ("S_RES_2553(2020)-ZH - 副本.pdf", "S/RES/2553(2020)", "zh"),
        ("S_RES_2553(2020) 安全部门改革.docx", "S/RES/2553(2020)", ""),
        ("S%2FRES%2F2553(2020).html", "S/RES/2553(2020)", ""),
        ("folder/S_RES_2553(2020).docx", "S/RES/2553(2020)", ""),
        ("文件夹\\S_RES_2553(2020).docx", "S/RES/2553(2020)", ""),
        ("SRES2553.pdf", "S/RES/2553(2020)", ""),
        ("sres1325(2000).pdf", "S/RES/1325(2000)", ""),
        ("S.RES.2553(2020).pdf", "S/RES/2553(2020)", ""),
        ("S RES 2553 (2020).pdf", "S/RES/2553(2020)", ""),
        ("S.PRST.2014.7.pdf", "S/PRST/2014/7", ""),
        ("E_2020_1-ZH.pdf", "E/2020/1", "zh"),
        ("A_HRC_RES_16_18.pdf", "A/HRC/RES/16/18", ""),
        ("A_CONF.177_20_Rev.1.pdf", "A/CONF.177/20/Rev.1", ""),
        ("S_23500.pdf", "S/23500", ""),
        ("S_RES_2594(2021)_E", "S/RES/2594(2021)", "en"),
        ("S_RES_242(1967)_英文.pdf", "S/RES/242(1967)", "en"),
        ("S_RES_1967_2011.pdf", "S/RES/1967(2011)", ""),
        ("联合国安全理事会第1325（2000）号决议（中文）.docx", "S/RES/1325(2000)", "zh"),
    ],
)
def test_reads_the_name(name, symbol, language):
    read = read_file_name(name)
    assert (read.symbol, read.language) == (symbol, language)


@pytest.mark.parametrize(
    "name",
    [
        "N2517000.docx",
        "N20-333-12.pdf",
        "n2033312.pdf",
        "20-16498.pdf",
        "20-16498 (C).pdf",
        "2016498.pdf",
        "N9923301.pdf",
        "关于执行第1325(2000)号决议的报告.docx",
        "S_RES_2553(2019).pdf",  # the year does not fit the number
        "公文_红头.pdf",
        "1991_scan_letter.pdf",
        "2020年12月3日.txt",
        "000_0d48ed4f.txt",
        "照片 (1).jpg",
        "A_B_testing.docx",
        "INF_2_Rev.1.pdf",
        "weather.txt",
        "a.txt",
        "E.pdf",
        "",
        ".pdf",
        "/",
    ],
)
def test_a_name_without_a_symbol_gives_none(name):
    assert read_file_name(name).symbol == ""


@pytest.mark.parametrize("name", ["000_3072ce275843676e.txt", "附件_a.docx", "table-e.txt", "f.pdf", "note (c).txt"])
def test_one_letter_is_no_language_without_a_symbol(name):
    assert read_file_name(name).language == ""


@pytest.mark.parametrize("name", ["2553.txt", "1325.pdf", "一三二五.txt"])
def test_a_number_alone_is_marked_because_it_may_mean_anything(name):
    assert read_file_name(name).is_bare


@given(st.text(max_size=300))
def test_no_name_raises(name):
    read_file_name(name)


RESOLUTION = (
    "安全理事会2020年12月3日通过\n\n安全理事会，\n\n重申其关于安全部门改革的各项决议，\n\n1. 决定继续积极处理此案。\n"
)
TAKEN = f"文号 {COUNCIL} 取自文件名，文本中没有印出，请核对"


@pytest.mark.parametrize("name", ["S_RES_2553(2020)-ZH.pdf", "2553.txt", "第2553(2020)号决议.docx"])
def test_the_name_gives_the_symbol_that_the_text_lacks(name):
    read = read_document(RESOLUTION, file_name=name)
    assert (read.symbol, read.title) == (COUNCIL, "第2553(2020)号决议")
    assert TAKEN in read.warnings


@pytest.mark.parametrize("name", ["S_RES_2594(2021).pdf", "A_RES_70_1.pdf", "S_PRST_2014_7.pdf", "S_2025_509.pdf"])
def test_a_symbol_of_another_kind_organ_or_year_is_not_taken(name):
    read = read_document(RESOLUTION, file_name=name)
    assert read.symbol == ""
    assert any("没有采用" in warning for warning in read.warnings)


@pytest.mark.parametrize(
    "name, differs",
    [
        ("S_RES_2594(2021)-ZH.pdf", True),
        ("A_RES_70_1.pdf", True),
        ("S_RES_2553(2020)-ZH.pdf", False),
        ("S_RES_2553.pdf", False),
        ("2594.txt", False),  # a number alone may mean anything
        ("N2033312.pdf", False),
        ("决议.docx", False),
    ],
)
def test_a_name_that_differs_from_the_text_is_a_warning(name, differs):
    read = read_document(f"第2553(2020)号决议\n\n{RESOLUTION}", file_name=name)
    assert read.symbol == COUNCIL
    assert any("文件名所示文号" in warning for warning in read.warnings) == differs


def test_a_number_alone_is_no_symbol_of_a_text_of_unknown_kind():
    assert read_document("今天天气很好。\n\n我们去公园散步。\n", file_name="2553.txt").symbol == ""


def test_a_name_of_another_language_is_a_warning():
    assert (
        "文件名标明英文本，读到的却是中文本" in read_document(RESOLUTION, file_name="S_RES_2553(2020)-EN.pdf").warnings
    )


@pytest.mark.parametrize(
    "text, name, title",
    [
        ("今天天气很好，我们去公园散步，然后回家。\n", "weather.txt", "今天天气很好，我们去公园散步，然后回家。"),
        ("2/5\n\n3/5\n", "扫描 1991.pdf", "扫描 1991"),
        ("\ue001\ue002\ue003\ue004\n", "报告.pdf", "报告"),
        ("12345\n", "", "12345"),
    ],
)
def test_the_title_is_the_first_words_or_the_name(text, name, title):
    assert read_document(text, file_name=name).title == title
