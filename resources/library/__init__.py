"""Resources: their identifiers, files and references."""
