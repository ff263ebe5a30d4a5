"""Home page, content pages, and what surrounds every page."""

from home.models.content_page import ContentPage
from home.models.home_page import HomePage, HomePageFeature
from home.models.navigation import Footer, FooterLink, Navigation, NavigationLink
from home.models.notice import Notice
from home.models.settings import PlatformSettings

__all__ = [
    "ContentPage",
    "Footer",
    "FooterLink",
    "HomePage",
    "HomePageFeature",
    "Navigation",
    "NavigationLink",
    "Notice",
    "PlatformSettings",
]
