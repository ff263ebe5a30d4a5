"""Closed vocabularies: codes in the database, names in the reader's language."""
