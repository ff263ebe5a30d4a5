"""Files that translators send: how much of one is taken, so that it is done within a request."""

from django.core.exceptions import ImproperlyConfigured

from .environment import env

TRANSLATION_FILE_MB: int = env.int("TRANSLATION_FILE_MB", default=20)
#: Of all the files in a ZIP together. A text takes about two thousandths of a second.
TRANSLATION_FILE_TEXTS: int = env.int("TRANSLATION_FILE_TEXTS", default=20_000)
if TRANSLATION_FILE_MB < 1 or TRANSLATION_FILE_TEXTS < 1:
    raise ImproperlyConfigured("TRANSLATION_FILE_MB and TRANSLATION_FILE_TEXTS must be 1 or more.")
