"""One model of a text to translate: how it is read, named and stored."""
