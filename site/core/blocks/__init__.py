"""StreamField blocks that any page may use; :mod:`core.blocks.body_blocks` has those of a page's body."""
