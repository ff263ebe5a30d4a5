"""The home page, content pages, navigation and setting a platform up."""
