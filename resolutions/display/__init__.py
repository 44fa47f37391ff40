"""Display of paragraphs: labels in Chinese, sentences around citations, linked runs. Without Django."""
