"""Public read-only API (Wagtail's, version 2); ``docs/api.md`` is for its users.

The declaration of a page type says which fields it has: :mod:`core.base.page_types`.
"""
