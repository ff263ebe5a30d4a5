"""Optional machine translation: drafts that a person accepts text by text before they can be published."""
