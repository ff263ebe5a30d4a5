"""Events: editing them by their own clocks, and showing them."""
