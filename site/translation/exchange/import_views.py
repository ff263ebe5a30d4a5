"""Base of import views: upload, report, confirmation; an import is applied whole or not at all."""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import IO, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.models import Locale

from translation.exchange.xml import RefusedFileError

#: How many of a file's mistakes are named.
MAX_MESSAGES = 10


@dataclass
class Outcome:
    """Counts of rows that an import adds, changes or leaves unchanged."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __str__(self) -> str:
        return _("Added: %(added)d. Changed: %(changed)d. Unchanged: %(unchanged)d.") % {
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
        }


class RefusedRowsError(RefusedFileError):
    """A file is not taken for some of what it holds; ``reasons`` name each, with its place in the file."""

    def __init__(self, reasons: Collection[str]) -> None:
        self.reasons = list(reasons)
        lines = self.reasons[:MAX_MESSAGES]
        if more := len(self.reasons) - len(lines):
            lines.append(ngettext("and %(count)d more.", "and %(count)d more.", more) % {"count": more})
        super().__init__(" ".join(lines))


def locale_for(tag: str) -> Locale | None:
    """The platform's language for a language tag of a file: the same, or one that differs in its region only.

    One query for all languages of the platform is made each time; a file's tags are few.
    """
    return locale_among(tag, Locale.objects.all())


def locale_among(tag: str, locales: Iterable[Locale]) -> Locale | None:
    """The language among ``locales`` that a tag stands for, as tools write tags: ``en-GB``, ``pt_BR``, ``es-419``.

    The same one first, then the one of which it is a variant (``es`` for ``es-419``), then the only other variant of
    the same language (``pt-br`` for ``pt``).
    """
    by_code = {locale.language_code.lower(): locale for locale in locales}
    code = _code(tag)
    while code:
        if code in by_code:
            return by_code[code]
        code = code.rpartition("-")[0]
    related = [locale for other_code, locale in by_code.items() if _is_related(other_code, tag)]
    return related[0] if len(related) == 1 else None


def is_tag_of(tag: str, locale: Locale, locales: Iterable[Locale]) -> bool:
    """Whether a tag may stand for a language: it is one of its variants, and not another of ``locales``."""
    closest = locale_among(tag, locales)
    return closest == locale if closest else _is_related(locale.language_code, tag)


def _code(tag: str) -> str:
    """A tag in one form, without what POSIX puts behind it (``en_GB.UTF-8``, ``ca_ES@valencia``)."""
    return re.split(r"[.@]", tag.strip(), maxsplit=1)[0].lower().replace("_", "-")


def _is_related(one: str, other: str) -> bool:
    return _code(one).partition("-")[0] == _code(other).partition("-")[0]


class ExchangeForm(forms.Form):
    """A file, and whether it is only to be looked at."""

    file = forms.FileField(label=gettext_lazy("File"))
    only_check = forms.BooleanField(
        label=gettext_lazy("Check only"),
        required=False,
        help_text=gettext_lazy("Reports what the file would change, without changing anything."),
    )


class ImportView(ABC, FormView):
    """Takes a file. A subclass says what is done with it, who may, and where to go on."""

    template_name = "translation/admin/import.html"
    form_class = ExchangeForm
    page_title: Any = ""
    header_icon = "upload"
    help_text: Any = ""
    success_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @abstractmethod
    def may(self, request: HttpRequest) -> bool:
        """Whether the person may bring anything in."""

    @abstractmethod
    def take(self, file: IO[bytes], name: str, *, only_check: bool) -> Outcome:
        """Read a file and bring in what it holds.

        Raises:
            RefusedFileError: it is not taken, and nothing was changed.
        """

    def get_success_url(self) -> str:
        return reverse(self.success_url_name)

    def form_valid(self, form: ExchangeForm) -> HttpResponse:
        upload, only_check = form.cleaned_data["file"], form.cleaned_data["only_check"]
        try:
            outcome = self.take(upload, upload.name, only_check=only_check)
        except RefusedRowsError as error:
            for reason in error.reasons[:MAX_MESSAGES]:
                form.add_error("file", reason)
            form.add_error(None, _("The file was not imported. Nothing was changed."))
            return self.form_invalid(form)
        except RefusedFileError as error:
            form.add_error("file", str(error))
            form.add_error(None, _("The file was not imported. Nothing was changed."))
            return self.form_invalid(form)
        if only_check:
            messages.info(self.request, _("Check completed. Nothing was changed. %(outcome)s") % {"outcome": outcome})
            return self.render_to_response(self.get_context_data(form=self.form_class()))
        messages.success(self.request, _("Import completed. %(outcome)s") % {"outcome": outcome})
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        extra_context = {"page_title": self.page_title, "header_icon": self.header_icon, "help_text": self.help_text}
        return super().get_context_data(**kwargs) | extra_context
