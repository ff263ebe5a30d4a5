"""Form of a language in the admin, without wagtail-localize's English help texts."""

from wagtail_localize.locales.views import CreateView, LocaleViewSet


class CreateLocaleView(CreateView):
    """As wagtail-localize's."""

    def get_page_subtitle(self) -> str:
        """Nothing, where upstream has the name of the model, which has none in any language."""
        return ""


class PlatformLocaleViewSet(LocaleViewSet):
    """As wagtail-localize's, with our form."""

    add_view_class = CreateLocaleView
