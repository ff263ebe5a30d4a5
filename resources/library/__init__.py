"""Resources: their identifiers, listing and showing them."""
