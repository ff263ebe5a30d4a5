"""The demo: a platform with content in three languages, and accounts for every role."""
