"""The public API: Wagtail's, version 2, for reading what everybody may read. ``docs/api.md`` is for its users.

The declaration of a page type says which fields it has: :mod:`core.base.page_types`.
"""
