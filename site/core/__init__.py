"""An umbrella of small apps that every other app stands on; it has no code of its own."""
