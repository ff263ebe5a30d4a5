"""The languages' trees in step: aliases where somebody chose them, drift found and mended."""
