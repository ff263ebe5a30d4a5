"""Wagtail's app of users, with our screens of groups."""

from wagtail.users.apps import WagtailUsersAppConfig


class PlatformUsersConfig(WagtailUsersAppConfig):
    """Names the screens."""

    group_viewset = "core.base.group_forms.PlatformGroupViewSet"
