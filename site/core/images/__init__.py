"""Images and their renditions, generated in the background."""
