"""Library: identifiers, files, covers and citations of resources."""
