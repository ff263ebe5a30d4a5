"""The words that a platform has agreed on, by pair of languages."""
