"""Sending whole parts of the tree to the translators, in the background, page by page."""
