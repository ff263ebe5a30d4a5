"""Copy views of models and snippets: show a new form filled in from another object; the add view saves it."""

from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.generic import CopyView
from wagtail.snippets.views.snippets import CopyView as WagtailSnippetCopyView

#: The form is sent to the view that adds an object. What is sent to Wagtail's copy view itself is saved over the
#: original, even by somebody who may only add.
READ_ONLY = ("get", "head", "options")


class ModelCopyView(CopyView):
    """The form of a new object, filled in from another one."""

    http_method_names = READ_ONLY


class SnippetCopyView(WagtailSnippetCopyView):
    """The form of a new snippet, filled in from another one."""

    http_method_names = READ_ONLY

    def get_side_panels(self) -> MediaContainer:
        """Those of a new snippet: the copy is not public, in review or locked because the original is."""
        panels = super().get_side_panels()
        schedule = {name: getattr(self.form.instance, name) for name in ("go_live_at", "expire_at")}
        for panel in panels:
            panel.object = self.model(locale=self.locale, **schedule)
        return panels
