"""Fill a platform with demo content."""

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.base.progress import Progress
from core.documents.sandbox import reuse_processes
from devtools.demo import accounts, events, forms, groups, news, pdfs, requests, resources, site, texts, vocabularies
from devtools.demo.builder import Builder
from devtools.indexing import defer_indexing
from home.bulk_mode import bulk_mode
from home.checks import DEMO_ACCOUNTS, DEMO_PASSWORD
from home.setup.platform import set_up

#: About how many pages, snippets and stages a first run makes.
STEPS = 140


class Command(BaseCommand):
    """``demo``. A second run creates only what is missing."""

    help = (
        "Fill the platform with demo content in Spanish and English, partly in Portuguese and French, with a "
        "beginning in Arabic, and with accounts for every role, whose password is public. Only with DEBUG on. "
        "Creates what is missing and overwrites nothing. All or nothing."
    )

    #: The server that is started afterwards makes them.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo's accounts have a public password, so it is made only with DEBUG on.")
        language_codes = [tag for tag, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        if texts.SOURCE not in language_codes:
            raise CommandError(f"The demo is written in {texts.SOURCE}, which LANGUAGES does not have.")
        pdfs.check()
        targets = [tag for tag in texts.TARGETS if tag in language_codes]
        beginning = {tag: lists for tag, lists in texts.BEGINNING.items() if tag in language_codes}
        with bulk_mode(), reuse_processes(), Progress(STEPS, silent=not options["verbosity"]) as progress:
            self._build([texts.SOURCE, *targets], beginning, progress)
        if options["verbosity"]:
            self.stdout.write(f"Accounts: {', '.join(DEMO_ACCOUNTS)}; password: {DEMO_PASSWORD}")

    @transaction.atomic
    def _build(self, languages: list[str], beginning: Mapping[str, Collection[str]], progress: Progress) -> None:
        def report(stage: str) -> None:
            progress.begin(stage)
            progress.step()

        with defer_indexing():
            builder = Builder(set_up(languages, report, beginning=beginning), progress)
            vocabularies.build(builder)
            groups.build(builder)
            forms.build(builder)
            site.build(builder)
            resources.build(builder)
            news.build(builder)
            events.build(builder)
            progress.begin("Accounts")
            accounts.ensure(groups.group(builder, "gender"))
            requests.build(builder)
            progress.begin("Indexes")
