"""Mail. Printed to the log unless ``EMAIL_URL`` names a server."""

from .environment import env

_mail = env.email_url("EMAIL_URL", default="consolemail://")

EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", default="plataforma@localhost")

#: Who gets the requests for services that neither the service nor a group that offers it has a contact point for.
SERVICE_DESK_EMAIL: str = env("SERVICE_DESK_EMAIL", default="")
