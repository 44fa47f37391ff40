"""Management commands for texts and data."""
