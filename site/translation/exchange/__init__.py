"""Files by which translators work in tools of their own."""
