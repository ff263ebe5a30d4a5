"""Images for social media, generated for pages without one.

They are drawn in the background when a page is published and lie among the uploads under a name that
changes with what is on them, so that whoever keeps a copy need not ask again.
"""
