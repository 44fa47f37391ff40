"""Character recognition of pictures of pages by a program on this machine, without Django (docs/decisions/ocr.md)."""
