"""Working groups, services, goals and those who lead them."""
