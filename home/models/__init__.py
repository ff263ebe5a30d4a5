"""Models of the home page, content pages, forms and site chrome."""

from home.models.content_page import ContentPage
from home.models.form_page import FormPage
from home.models.home_page import HomePage, HomePageFeature
from home.models.navigation import Footer, FooterLink, Navigation, NavigationLink
from home.models.notice import Notice
from home.models.settings import PlatformSettings
from home.models.submission import Submission

__all__ = [
    "ContentPage",
    "Footer",
    "FooterLink",
    "FormPage",
    "HomePage",
    "HomePageFeature",
    "Navigation",
    "NavigationLink",
    "Notice",
    "PlatformSettings",
    "Submission",
]
