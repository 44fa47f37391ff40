"""Furniture of a text: letterheads, page heads and feet, and the words of the site it was copied from."""

from resolutions.text.furniture.split import Furniture, split_furniture

__all__ = ["Furniture", "split_furniture"]
