"""URL of the style guide."""

from django.urls import path

from devtools.styleguide.views import styleguide

urlpatterns = [path("", styleguide, name="styleguide")]
