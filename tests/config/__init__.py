"""Tests of the settings, the tooling and the layout."""
