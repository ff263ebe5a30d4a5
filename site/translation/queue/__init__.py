"""Translators' queue: what waits, who it is assigned to, due dates, word counts and emails."""
