"""术语: renderings of a term in the other language, each with the paragraphs that show it."""
