"""News: listing and showing them."""
