"""Forms of the export and import screens."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from translation.exchange.archive import ENDINGS, incoming, max_bytes
from translation.exchange.formats import FORMATS
from translation.exchange.parsed_file import NO_TRANSLATION_KEY, IncomingFile
from translation.exchange.xml import RefusedFileError, too_large

DUE, ALL = "due", "all"
#: Files of a ZIP whose faults are told at the field.
MAX_ERRORS = 10


class LocaleField(forms.ModelChoiceField):
    """A language by its name."""

    def label_from_instance(self, obj: Locale) -> str:
        """The name in the reader's language."""
        return str(obj.get_display_name())


class ExportForm(forms.Form):
    """Into which language, in which format, and what."""

    language = LocaleField(queryset=Locale.objects.none(), to_field_name="language_code", label=_("Language"))
    format = forms.ChoiceField(
        label=_("Format"), choices=[(name, kind.label) for name, kind in FORMATS.items()], initial="xliff"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].queryset = Locale.objects.all()  # type: ignore[attr-defined]


class ExportManyForm(ExportForm):
    """Export form for all pages."""

    which = forms.ChoiceField(
        label=_("Texts to include"),
        choices=[(DUE, _("Only outdated or unfinished texts")), (ALL, _("All texts"))],
        initial=DUE,
        widget=forms.RadioSelect,
    )


class UploadForm(forms.Form):
    """Files that come back; a valid form has what is in them in ``incoming``.

    Args:
        only: the translation for which they are uploaded, if it is one. Tools' own formats don't keep what names it.
    """

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(sorted({*ENDINGS, ".zip"}))}),
        error_messages={
            "required": _("Choose a file."),
            "missing": _("Choose a file."),
            "invalid": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )

    incoming: list[IncomingFile]

    def __init__(self, *args: Any, only: Translation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = only
        self.fields["file"].help_text = gettext(
            "A PO or XLIFF file (1.2, 2.0 or 2.1), or a ZIP of such files, of at most %(size)d MB. "
            "You will see what would change before it is applied."
        ) % {"size": settings.TRANSLATION_FILE_MB}

    def clean_file(self) -> UploadedFile:
        """The file, once it was taken apart."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            if (upload.size or 0) > max_bytes():
                raise too_large(max_bytes())
            self.incoming = incoming(upload.name or "", upload)
        except RefusedFileError as error:
            raise ValidationError(str(error)) from error
        for file in self.incoming:
            if self.only is not None and file.units and not file.error:
                file.translation = file.translation or str(self.only.uuid)
        if reasons := _unusable(self.incoming):
            raise ValidationError(reasons)
        return upload


def _unusable(files: list[IncomingFile]) -> list[str]:
    """Why none of the files is one to be looked at; empty if one is."""
    reasons = {file.name: file.error or ("" if file.translation else str(NO_TRANSLATION_KEY)) for file in files}
    if not all(reasons.values()):
        return []
    return [reason if len(files) == 1 else f"{name}: {reason}" for name, reason in list(reasons.items())[:MAX_ERRORS]]
