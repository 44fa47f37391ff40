"""Small OpenDocument files written with the standard library, so that no library under test takes part."""

import io
import zipfile

NAMES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"'
        for name, place in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)


def level(number: int, form: str, before: str = "", after: str = "", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" style:num-prefix="{before}" '
        f'style:num-suffix="{after}" {more}/>'
    )


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def content(body: str, styles: str = "") -> str:
    return (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def header(*lines: str, name: str = "style:header") -> str:
    printed = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return f"<{name}>{printed}</{name}>"


def styles_with(*headers: str) -> str:
    page = f'<style:master-page style:name="Standard">{"".join(headers)}</style:master-page>'
    return (
        f"<office:document-styles {NAMES}><office:master-styles>{page}</office:master-styles></office:document-styles>"
    )


def odt(body: str, styles: str = "", *, page_styles: str = "", more: dict[str, str] | None = None) -> bytes:
    return package({"content.xml": content(body, styles), "styles.xml": page_styles or styles_with(), **(more or {})})


def package(parts: dict[str, str], media_type: str = MEDIA_TYPE) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", media_type, zipfile.ZIP_STORED)
        for name, text in ({"META-INF/manifest.xml": MANIFEST.format("")} | parts).items():
            archive.writestr(name, text)
    return buffer.getvalue()
