"""What core adds to Wagtail."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.links import ExternalLinkHandler, ReadersPageLinkHandler


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, which it replaces
def register_link_handlers(features: FeatureRegistry) -> None:
    """Links in rich text lead to the reader's language."""
    features.register_link_type(ReadersPageLinkHandler)
    features.register_link_type(ExternalLinkHandler)
