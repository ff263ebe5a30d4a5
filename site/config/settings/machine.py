"""Machine translation: which service is asked, by one address. Without one, nobody is offered it."""

from django.core.exceptions import ImproperlyConfigured

from .environment import DEBUG, env

MACHINE_TRANSLATION_SERVICES = ("deepl", "google", "libretranslate", "standin")

#: ``deepl://KEY@api-free.deepl.com``, ``google://KEY@translation.googleapis.com``,
#: ``libretranslate://KEY@host:5000``; while developing, one that only pretends.
MACHINE_TRANSLATION_URL: str = env("MACHINE_TRANSLATION_URL", default="standin://" if DEBUG else "")
if MACHINE_TRANSLATION_URL and MACHINE_TRANSLATION_URL.partition("://")[0] not in MACHINE_TRANSLATION_SERVICES:
    # the address itself is not named, since it holds a key
    raise ImproperlyConfigured(
        f"MACHINE_TRANSLATION_URL must begin with one of: {', '.join(MACHINE_TRANSLATION_SERVICES)}://"
    )
