"""Permissions, submission and review: from the source to the public translation."""
