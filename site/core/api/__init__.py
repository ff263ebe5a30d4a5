"""The public API: Wagtail's, version 2, for reading what everybody may read. ``docs/api.md`` is for its users.

An app says with :func:`core.api.fields.register` which fields its page types have.
"""
