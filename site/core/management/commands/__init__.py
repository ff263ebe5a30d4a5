"""Commands that every part of the project needs."""
