"""Units: one model of a text to translate, and its one writer."""
