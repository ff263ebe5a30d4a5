"""An umbrella of small apps that every page and snippet shares; it has no code of its own."""
