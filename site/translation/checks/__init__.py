"""What can be checked in a translation without knowing both languages.

``validation`` checks a text by itself; ``store`` checks it where it stands and stores the findings.
"""
