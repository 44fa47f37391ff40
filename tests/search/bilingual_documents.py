"""Documents with a Chinese and an English text, published in both."""

from resolutions.models import Document, Translation
from resolutions.writing.publish import ingest_file
from resolutions.writing.translation_texts import publish_translation

CHINESE_TEXT = """第{number}号决议
{date}安全理事会第{meeting}次会议通过
安全理事会，
{preamble}
根据《联合国宪章》第七章采取行动，
{operative}
"""
ENGLISH_TEXT = """Resolution {number}
Adopted by the Security Council at its {meeting}th meeting, on {date}
The Security Council,
{preamble}
Acting under Chapter VII of the Charter of the United Nations,
{operative}
"""
PIRACY = (
    {
        "number": "2790(2025)",
        "date": "2025年7月4日",
        "meeting": "9950",
        "preamble": "严重关切索马里沿海的海盗行为继续威胁国际航运，",
        "operative": "1. 决定延长对索马里的武器禁运；\n2. 吁请各国在科特迪瓦和索马里沿海打击海盗，并<停火>；\n"
        "3. 请秘书长就维持和平行动提出报告；",
    },
    {
        "number": "2790 (2025)",
        "date": "4 July 2025",
        "meeting": "9950",
        "preamble": "Gravely concerned that piracy off the coast of Somalia threatens international navigation,",
        "operative": "1. Decides to extend the arms embargo on Somalia;\n"
        "2. Calls upon States to fight pirates off the coasts of Côte d’Ivoire and Somalia, and a <cease-fire>;\n"
        "3. Requests the Secretary-General to report on peace-keeping operations;",
    },
)
WOMEN = (
    {
        "number": "2792(2025)",
        "date": "2025年8月1日",
        "meeting": "9960",
        "preamble": "重申妇女与和平与安全的议程，",
        "operative": "1. 强烈谴责对平民实施的性暴力；\n2. 决定对苏丹实施武器禁运；\n3. 决定继续积极处理此案；",
    },
    {
        "number": "2792 (2025)",
        "date": "1 August 2025",
        "meeting": "9960",
        "preamble": "Reaffirming the agenda on women, peace and security,",
        "operative": "1. Strongly condemns sexual violence against civilians;\n"
        "2. Decides to impose arms embargoes on the Sudan;\n3. Decides to remain actively seized of the matter;",
    },
)


def add_both(texts: tuple[dict[str, str], dict[str, str]]) -> tuple[Document, Translation]:
    """Ingest and publish a document in both languages; the index is not updated."""
    chinese, english = texts
    name = chinese["number"].partition("(")[0]
    document = ingest_file(CHINESE_TEXT.format(**chinese).encode(), f"{name}-ZH.txt").document
    result = ingest_file(ENGLISH_TEXT.format(**english).encode(), f"{name}-EN.txt")
    assert result.document == document and result.status == "translation"
    translation = document.translations.undecided().get()
    publish_translation(translation)
    return document, translation
