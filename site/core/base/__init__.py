"""What every page and snippet shares."""
