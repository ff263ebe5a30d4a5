"""Pictures on pages: which sizes there are of them, made in the background, shown with what is there."""
