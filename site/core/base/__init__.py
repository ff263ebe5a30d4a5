"""Bases of pages and snippets, middleware, error pages, publishing conditions."""
