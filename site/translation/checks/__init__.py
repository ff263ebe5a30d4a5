"""Checks of translated texts that need no knowledge of both languages.

``validation`` checks a text by itself; ``store`` checks it where it stands and stores the findings.
"""
