"""Positions: ascending arrays of character offsets in all folded texts of an index."""

from typing import TypeAlias

import numpy as np

Positions: TypeAlias = np.ndarray
NO_POSITIONS: Positions = np.empty(0, np.uint32)
