"""The screen where a page or snippet is translated, in place of wagtail-localize's."""
