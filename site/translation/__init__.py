"""An umbrella of small apps, the translation workbench on top of wagtail-localize; it has no code of its own."""
