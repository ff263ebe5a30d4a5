"""Resources with their files, news, events, and the vocabularies they use."""
