"""Translation matrix: the state of each page and snippet in each language."""
