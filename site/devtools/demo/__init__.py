"""Demo content in five languages, two of them complete, with accounts for every role."""
