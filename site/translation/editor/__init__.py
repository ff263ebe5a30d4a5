"""The translators' screen, in place of wagtail-localize's editor."""
