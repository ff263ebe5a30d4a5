"""Export or erase the personal data of one person, on request."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from groups import person_erasure
from groups.requests import privacy


class Command(BaseCommand):
    """``personal_data export ADDRESS`` or ``personal_data erase ADDRESS``."""

    help = (
        "Export as JSON, or erase for good, what is kept under an email address: the person with that public address, "
        "in every language, and the requests for services sent with it. Answers to forms are theirs too: see Forms in "
        "the admin. Make sure first that whoever asks is the person."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["export", "erase"])
        parser.add_argument("address", help="an email address, in upper or lower case")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["address"].strip()
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(f"{address} is not an email address.") from error
        if options["action"] == "export":
            export = {
                "people": person_erasure.export_personal_data(address),
                "service_requests": privacy.export_personal_data(address),
            }
            self.stdout.write(json.dumps(export, ensure_ascii=False, indent=2))
            return
        with transaction.atomic():
            keys = set(person_erasure.with_address(address).values_list("translation_key", flat=True))
            people = sum(person_erasure.erase(key) for key in sorted(keys))
            requests = privacy.erase(address)
        if options["verbosity"]:
            self.stdout.write(f"Erased: people: {people}; service requests: {requests}")
