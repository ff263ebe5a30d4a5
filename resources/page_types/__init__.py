"""Declarations of the page types of this app; see :mod:`core.base.page_types`."""
