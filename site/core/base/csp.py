"""Middleware: Content-Security-Policy and Permissions-Policy headers."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin


def in_admin(request: HttpRequest) -> bool:
    """Whether the address is one of the admin's, previews of pages included."""
    return request.path.startswith(reverse("wagtailadmin_home"))


class PolicyMiddleware(CSPMiddleware):
    """The strict policy for the public, and the admin's own for the admin.

    A view's own ``csp_update`` and the like still apply on top of either.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy of this address; see ``CONTENT_SECURITY_POLICY`` in the settings."""
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only and in_admin(request):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class PermissionsMiddleware(MiddlewareMixin):
    """Set ``Permissions-Policy``: no camera, geolocation or payment."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
