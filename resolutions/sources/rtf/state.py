"""Properties of RTF that a group inherits and its end takes back."""

from dataclasses import dataclass

BODY, LINK, FONTS, SKIPPED = "body", "link", "fonts", "skipped"


@dataclass(slots=True)
class GroupState:
    """State of a group: its destination, the codec of its font, and what hides or marks its text.

    ``skip`` is the number of characters that follow a ``\\u`` for readers without Unicode. ``flow`` is the index of
    the text (body, note, header) that the group adds to.
    """

    destination: str = BODY
    flow: int = 0
    codec: str = ""
    skip: int = 1
    is_hidden: bool = False
    is_deleted: bool = False
    is_html_code: bool = False
    is_bold: bool = False
    is_in_table: bool = False
    is_heading: bool = False

    @property
    def is_printed(self) -> bool:
        """True for text that is printed."""
        return self.destination == BODY and not (self.is_hidden or self.is_deleted or self.is_html_code)
