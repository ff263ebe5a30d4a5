"""Forms that editors put together."""

from core.base.page_types import PageType, register
from home.forms.views import form_response
from home.models import FormPage


@register
class FormPageType(PageType[FormPage]):
    """A form, whose answers are for its editors only."""

    model = FormPage
    views = {"form": form_response}
