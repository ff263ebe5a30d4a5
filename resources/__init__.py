"""Resources with their files, news and events."""
