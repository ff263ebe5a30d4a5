"""Submission of whole subtrees to the translators, in the background, page by page."""
