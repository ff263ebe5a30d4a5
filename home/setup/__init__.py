"""Setting a platform up: what a new one needs, created where it is missing and never overwritten."""
