"""Page type declarations of this app; see :mod:`core.base.page_types`."""
