"""The blocks of a page's body."""
