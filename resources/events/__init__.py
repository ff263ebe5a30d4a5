"""Events: time zones, calendars, filters, forms."""
