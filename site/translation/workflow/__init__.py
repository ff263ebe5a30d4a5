"""Permissions, submission, review: the way of a translation to the public."""
