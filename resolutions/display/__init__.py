"""Words and text runs that pages show: labels of paragraphs, sentences around a citation, linked runs. Pure Python."""
