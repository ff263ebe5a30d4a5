"""Closed vocabularies: codes in the database, names from data in the reader's language."""
