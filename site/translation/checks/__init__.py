"""Checks of translated texts against their source, by rules that hold for any pair of languages.

``validation`` checks a text by itself; ``store`` checks it where it stands and stores the findings.
"""
