"""Providers of machine translation; the setting ``MACHINE_TRANSLATION_URL`` names one."""

from urllib.parse import unquote, urlsplit

from django.conf import settings

from translation.machine.providers.base import Address, MachineTranslationError, Provider
from translation.machine.providers.deepl import DeepL
from translation.machine.providers.google import Google
from translation.machine.providers.libretranslate import LibreTranslate
from translation.machine.providers.standin import StandIn

__all__ = ("MachineTranslationError", "Provider", "provider")

PROVIDERS: dict[str, type[Provider]] = {
    "deepl": DeepL,
    "google": Google,
    "libretranslate": LibreTranslate,
    "standin": StandIn,
}


def provider() -> Provider | None:
    """The service that the settings name, ``None`` where they name none."""
    setting: str = settings.MACHINE_TRANSLATION_URL
    if not setting:
        return None
    parts = urlsplit(setting)
    host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    is_plain = "plain" in parts.query.split("&")
    key = unquote(parts.username or "") or unquote(parts.password or "")
    return PROVIDERS[parts.scheme](Address(host, parts.path.rstrip("/"), key, is_plain))
