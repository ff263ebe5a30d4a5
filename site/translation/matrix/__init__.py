"""Pages and snippets by language: how each version stands."""
