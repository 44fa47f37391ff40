"""Language and damage of a text are told by its characters, and its heading is read in six languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.text import read_document
from resolutions.text.damage import find_damage
from resolutions.text.evidence import UNREADABLE
from resolutions.text.foreign_heading import read_foreign_heading
from resolutions.text.language import LANGUAGE_NAMES, detect_language

CHINESE = "安全理事会，回顾其以往各项决议，特别是第1325(2000)号决议，决定继续积极处理此案。"
ENGLISH = "The Security Council, Recalling its previous resolutions, Decides to remain actively seized of the matter."


@pytest.mark.parametrize(
    "text, language",
    [
        (CHINESE, "zh"),
        ("回顧其以往各項決議，決定繼續積極處理此案。", "zh"),
        (ENGLISH, "en"),
        ("Le Conseil de sécurité, Rappelant ses résolutions antérieures, Décide de rester saisi de la question.", "fr"),
        ("El Consejo de Seguridad, Recordando sus resoluciones, Decide seguir ocupándose de la cuestión.", "es"),
        ("Совет Безопасности, ссылаясь на свои предыдущие резолюции, постановляет продолжать заниматься этим", "ru"),
        ("إن مجلس الأمن، إذ يشير إلى قراراته السابقة، يقرر أن يبقي المسألة قيد نظره", "ar"),
        ("安全保障理事会は、以前の決議を想起し、この問題に引き続き取り組むことを決定する。", "ja"),
        ("안전보장이사회는 이전의 결의를 상기하며 이 문제에 계속 관여하기로 결정한다", "ko"),
        ("Der Rat, unter Hinweis auf die früheren Resolutionen, beschließt, mit der Sache befasst zu bleiben", "de"),
        ("O Conselho de Segurança, recordando as suas resoluções, decide continuar a ocupar-se da questão", "pt"),
        ("Il Consiglio di Sicurezza, richiamando le sue risoluzioni, decide di occuparsi della questione", "it"),
        ("Рада Безпеки, посилаючись на свої попередні резолюції, вирішує залишатися в курсі цієї справи", "uk"),
        ("شورای امنیت، با یادآوری قطعنامه‌های پیشین خود، تصمیم می‌گیرد پیگیر این موضوع باقی بماند چون", "fa"),
        ("Bezpečnostní rada, připomínajíc své předchozí rezoluce, rozhodla zabývat se nadále touto věcí", "und"),
        ("Το Συμβούλιο Ασφαλείας υπενθυμίζοντας τα προηγούμενα ψηφίσματα αποφασίζει", "und"),
        (f"{CHINESE}\n{ENGLISH}", "zh"),  # line by line in two languages
        ("Distr.: General 9 September 2021 Chinese Original: English 安全理事会，回顾其以往各项决议，", "zh"),
        ("S/RES/2553 (2020)", "zh"),  # too few words to tell
        ("2/5", "zh"),
        ("", "zh"),
        ("安全理事会の活動", "zh"),  # one kana makes no Japanese text
    ],
)  # fmt: skip
def test_tells_the_language(text, language):
    assert detect_language(text) == language
    assert language in LANGUAGE_NAMES


def misread(encoding: str, wrong: str) -> str:
    return (CHINESE * 3).encode(encoding, "replace").decode(wrong, "replace")


@pytest.mark.parametrize(
    "text, words",
    [
        ("\ue123\ue124\ue125\ue126安理会", "没有文字映射"),
        ("\U000f0001\U000f0002安理会", "没有文字映射"),
        ("\uf041\uf042\uf043\uf044", "符号字体"),
        ("���安理会", "已损坏的字符"),
        ("\x01\x02\x03安理会", "控制字符"),
        ("锟斤拷锟斤拷锟斤拷", "乱码"),
        ("烫烫烫烫烫烫屯屯屯", "乱码"),
        ("(cid:123)(cid:45)(cid:6)", "乱码"),
        (misread("utf-8", "latin-1"), "乱码"),
        (misread("utf-8", "cp1252"), "乱码"),
        (misread("gb18030", "latin-1"), "乱码"),
        (misread("gb18030", "big5"), "常用汉字"),
        (misread("gb18030", "utf-8"), "已损坏的字符"),
        (misread("big5", "gb18030"), "没有"),
        ("| ~ _ . , ; ' ` ^ » ¬ -- .. : ~~ | | . , x ; l i . , _ - _ " * 4, "符号"),
    ],
)
def test_an_unreadable_text_is_told_by_its_characters(text, words):
    damage = find_damage(text)
    assert damage and damage.is_unreadable and words in damage.sentence
    read = read_document(text, file_name="报告.pdf")
    assert (read.language, read.title) == (UNREADABLE, "报告")
    assert damage.sentence in read.warnings


@pytest.mark.parametrize(
    "text",
    [
        CHINESE,
        ENGLISH,
        "Café à la carte, où êtes-vous déjà vu être naïf, Señor, los señores aprobaron la resolución",
        "Ångström, Þórður, Straße, Łódź, Nguyễn",
        "\uf0b7 回顾其以往各项决议，决定继续积极处理此案，并请秘书长提出报告",  # a list sign of a symbol font
        "⼤会回顾其以往各项决议",
        "2/5",
        "",
    ],
)
def test_a_sound_text_has_no_damage(text):
    assert find_damage(text) is None


def test_a_few_damaged_characters_are_counted():
    damage = find_damage(CHINESE * 5 + "�\ue000")
    assert damage and not damage.is_unreadable and "2 个" in damage.sentence
    assert read_document(CHINESE * 5 + "�\ue000").language == "zh"


@given(st.text(max_size=300))
def test_no_text_raises(text):
    detect_language(text)
    find_damage(text)
    read_foreign_heading(text)


@pytest.mark.parametrize(
    "heading",
    [
        "Resolution 2768 (2025)\nAdopted by the Security Council at its 9836th meeting, on\n15 January 2025",
        "Résolution 2768 (2025)\nAdoptée par le Conseil de sécurité à sa 9836e séance, le 15 janvier 2025",
        "Resolución 2768 (2025)\nAprobada por el Consejo de Seguridad en su 9836ª sesión, el 15 de enero de 2025",
        "Резолюция 2768 (2025),\nпринятая Советом Безопасности на его 9836-м заседании 15 января 2025 года",
        "القرار 2768 (2025)\nالذي اتخذه مجلس الأمن في جلسته 9836، المعقودة في 15 كانون الثاني/يناير 2025",
        "القرار ٢٧٦٨ (٢٠٢٥)\nالذي اتخذه مجلس الأمن في جلسته ٩٨٣٦ المعقودة في ١٥ كانون الثاني/يناير ٢٠٢٥",
    ],
)
def test_reads_the_heading_of_a_council_resolution(heading):
    read = read_foreign_heading(heading)
    assert (read.symbol, read.kind, read.organ) == ("S/RES/2768(2025)", "resolution", "S")
    assert (read.date, read.meeting) == (date(2025, 1, 15), 9836)


@pytest.mark.parametrize(
    "heading, symbol",
    [
        ("Resolution adopted by the General Assembly on 13 August 2024 [A/78/L.96] 78/323. Day", "A/RES/78/323"),
        ("Résolution adoptée par l’Assemblée générale le 13 août 2024 78/323. Journée", "A/RES/78/323"),
        ("Resolución aprobada por la Asamblea General el 13 de agosto de 2024 78/323. Día", "A/RES/78/323"),
        ("Резолюция, принятая Генеральной Ассамблеей 13 августа 2024 года 78/323. День", "A/RES/78/323"),
        ("Resolution adopted by the General Assembly on 13 August 2024 ES-10/24. Advisory opinion", "A/RES/ES-10/24"),
    ],
)  # fmt: skip
def test_reads_the_heading_of_an_assembly_resolution(heading, symbol):
    read = read_foreign_heading(heading)
    assert (read.symbol, read.organ, read.date) == (symbol, "A", date(2024, 8, 13))


def test_reads_date_and_meeting_of_a_statement():
    read = read_foreign_heading(
        "Statement by the President of the Security Council At the 7169th meeting of the Council, held on 7 May 2014,"
    )
    assert (read.kind, read.date, read.meeting) == ("statement", date(2014, 5, 7), 7169)


@pytest.mark.parametrize(
    "text, symbol",
    [
        ("S/2025/509\nUnited Nations\nReport of the Secretary-General", "S/2025/509"),
        ("United Nations\nA/80/6 (Sect. 24)/Corr.1\nGeneral Assembly", "A/80/6(Sect.24)/Corr.1"),
        ("Nations Unies\nS/PRST/2014/7\nDéclaration du Président du Conseil de sécurité", "S/PRST/2014/7"),
        ("United Nations\nSee S/2025/509.\n", ""),
    ],
)
def test_a_symbol_alone_on_a_line_of_the_letterhead_is_the_document_s_own(text, symbol):
    assert read_foreign_heading(text).symbol == symbol


@pytest.mark.parametrize(
    "text",
    [
        "Report on the implementation of Resolution 1325 (2000) on women and peace and security",
        "Recalling resolution 2216 (2015), Adopted by consensus",
        "Resolution 2768 (2019) Adopted by the Security Council",  # number and year do not fit
        "",
    ],
)
def test_a_resolution_that_is_only_named_is_no_heading(text):
    assert read_foreign_heading(text).symbol == ""


def test_a_text_in_another_language_keeps_its_symbol_and_says_its_language():
    text = (
        "Resolution 2768 (2025)\nAdopted by the Security Council at its 9836th meeting, on 15 January 2025\n" + ENGLISH
    )
    read = read_document(text, file_name="S_RES_2768-EN.pdf")
    assert (read.language, read.symbol, read.kind, read.meeting) == ("en", "S/RES/2768(2025)", "resolution", 9836)
    assert "这是英文本，不是中文本" in read.warnings
