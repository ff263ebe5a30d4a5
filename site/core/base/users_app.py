"""App configuration of Wagtail's users, with the platform's group screens."""

from wagtail.users.apps import WagtailUsersAppConfig


class PlatformUsersConfig(WagtailUsersAppConfig):
    """Names the screens."""

    group_viewset = "core.base.user_group_forms.PlatformGroupViewSet"
