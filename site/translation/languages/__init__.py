"""Permissions on snippets by language, as page permissions are by section of the tree."""
