"""Benchmark against stock Wagtail, in turns within one run (``manage.py bench``).

A figure by itself says little on another machine; what counts is the ratio of two that were measured
side by side. ``ours`` is the platform's page as a visitor gets it. ``stock`` shows the same content the
way Wagtail's documentation does: row by row, each in the reader's language by ``localized``. ``floor`` is
the same HTML out of memory: what is left when nothing has to be worked out.
"""
