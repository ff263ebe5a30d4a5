"""The smallest platform: a site, and a live home page in each language."""

from wagtail.models import Locale, Page, Site

from home.models import HomePage
from tests.support.row_cache import cached_rows


@cached_rows
def create_platform(*languages: str) -> HomePage:
    """Create the home pages and return the source's. A second call changes nothing.

    Args:
        languages: codes out of ``LANGUAGES``, the source's first.
    """
    locales = [Locale.objects.get_or_create(language_code=tag)[0] for tag in languages]
    source = HomePage.objects.filter(locale=locales[0]).first()
    if source is None:
        root = Page.objects.get(depth=1)
        root.get_children().delete()
        source = root.add_child(instance=HomePage(title="Plataforma", slug=languages[0], locale=locales[0]))
        source.save_revision().publish()
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": source, "site_name": "Plataforma"}
        )
    for locale in locales[1:]:
        if not source.has_translation(locale):
            home = source.copy_for_translation(locale)
            home.title, home.slug = "Platform", locale.language_code
            home.save_revision().publish()
    return HomePage.objects.get(pk=source.pk)


def english_locale() -> Locale:
    """The language that most tests translate into."""
    return Locale.objects.get(language_code="en")
