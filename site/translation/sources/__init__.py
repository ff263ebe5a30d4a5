"""Sources of translations: snapshots, shared facts, and what has changed since."""
