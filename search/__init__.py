"""One search for all pages."""
