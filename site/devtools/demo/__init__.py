"""The demo: a platform with content in five languages, two of them whole, and accounts for every role."""
