"""Pictures for sharing, drawn for pages that have none: the page's title in its language, on a card.

They are drawn in the background when a page is published and lie among the uploads under a name that
changes with what is on them, so that whoever keeps a copy need not ask again.
"""
