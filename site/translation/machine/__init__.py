"""Machine translation as an option: drafts that a person accepts text by text before they can be published."""
