"""Register the glossary in the admin."""

from wagtail import hooks

from translation.glossary.views import GlossaryViewSet

hooks.register("register_admin_viewset", GlossaryViewSet)
