"""Rights on snippets that hold in one language, as rights on pages hold in one part of the tree."""
