"""Messages of the interface in a language."""

from django.utils import translation


def in_spanish(message: str) -> str:
    """Return a message's Spanish translation."""
    with translation.override("es"):
        return translation.gettext(message)
