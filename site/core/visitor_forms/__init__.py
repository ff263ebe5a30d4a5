"""Public forms: spam protection, fields, no lost input."""
