"""Style guide: all components and blocks on one page, in every state."""
