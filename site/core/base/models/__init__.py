"""Base models of pages and snippets."""

from core.base.models.base_page import BasePage
from core.base.models.snippet import TranslatableSnippet

__all__ = ["BasePage", "TranslatableSnippet"]
