"""Programs that generate files of this repository from their sources."""
