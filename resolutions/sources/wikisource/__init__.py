"""Pages of Chinese Wikisource from its dump: the text of a resolution or statement, without markup."""
