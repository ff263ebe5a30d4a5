"""What the tests stand on: databases, a browser, and no network."""
