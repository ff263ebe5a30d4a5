"""The search of the public: its index follows what is published."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search for all pages."""

    name = "search"
    label = "search"

    def ready(self) -> None:
        """Keep the index in step with the pages, and forget what was looked for long ago."""
        from search import jobs, signal_handlers, synonyms

        signal_handlers.connect()
        synonyms.connect()
        jobs.register_jobs()
