"""Translations follow their source in the tree: place, order, visibility, aliases."""
