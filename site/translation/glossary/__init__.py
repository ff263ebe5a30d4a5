"""Glossary: agreed terms by pair of languages."""
