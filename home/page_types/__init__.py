"""What each type of page says to the rest of the platform; see :mod:`core.base.page_types`."""
