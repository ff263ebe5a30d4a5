"""Keys of the privacy and accessibility statements, whatever their titles."""

from uuid import NAMESPACE_URL, UUID, uuid5

_NAMESPACE = uuid5(NAMESPACE_URL, "https://plataforma.example/statements/")


def key_of(statement: str) -> UUID:
    """The translation key of ``privacy`` or ``accessibility``."""
    return uuid5(_NAMESPACE, statement)
