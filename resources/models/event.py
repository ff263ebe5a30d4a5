"""Event page."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone as django_timezone
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.search import index

from core.base.fields import CodesField
from core.base.localization import facts, follows, words
from core.base.localized_urls import translated_path
from core.base.models.base_page import FACTS_HELP
from core.base.page_states import PageState
from core.base.rich_text import PROSE
from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from core.blocks.fields import BodyField
from core.blocks.programme import SessionBlock
from core.vocabularies import countries, time_zones
from groups.models.base import GOALS_PANEL, GoalsBasePage
from resources.events.event_time import When, in_words, sentences, when
from resources.events.fields import MomentField
from resources.events.forms import EventForm


class EventPage(GoalsBasePage):
    """A meeting, a webinar, a training. Its facts are the same in every language.

    Moments are stored in UTC and edited and shown by the clocks of the event's own time zone.
    """

    class Mode(models.TextChoices):
        """Mode of participation."""

        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("In person and online")

    class Status(models.TextChoices):
        """Status of an event."""

        SCHEDULED = "scheduled", _("Scheduled")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")
        HELD = "held", _("Held")

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("What it is about and who it is for, in one or two sentences. Shown in lists and search results."),
    )
    type = models.ForeignKey(
        "resources.EventType",
        verbose_name=_("type"),
        null=True,
        on_delete=models.PROTECT,
        related_name="events",
        help_text=_("The type of event."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.SCHEDULED,
        help_text=_("Cancelled and postponed events are marked as such wherever they appear, in every language."),
    )
    timezone = models.CharField(
        _("time zone"),
        max_length=64,
        choices=time_zones.choices,
        help_text=_("All times on this page are local times in this time zone, not in your own."),
    )
    starts_at = MomentField(
        _("starts at"), null=True, help_text=_("In the time zone above. Visitors see the same local time.")
    )
    ends_at = MomentField(
        _("ends at"), null=True, blank=True, help_text=_("In the same time zone. For whole-day events, the last day.")
    )
    all_day = models.BooleanField(
        _("all-day event"), default=False, help_text=_("The event lasts one or more whole days. No times are shown.")
    )
    over_at = models.DateTimeField(null=True, editable=False, db_index=True)
    starts_on = models.DateField(null=True, editable=False, db_index=True)
    mode = models.CharField(
        _("format of participation"),
        max_length=10,
        choices=Mode,
        default=Mode.IN_PERSON,
        help_text=_("The country in which the event takes place."),
    )
    venue = models.CharField(
        _("venue"), max_length=200, blank=True, help_text=_("The building or room. Not needed for online events.")
    )
    city = models.CharField(
        _("city"),
        max_length=120,
        blank=True,
        help_text=_("The name of the city in this language. Not needed for online events."),
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, choices=countries.choices, help_text=_("The time zone of the venue.")
    )
    registration_link = models.URLField(
        _("registration address"),
        blank=True,
        help_text=_("The address at which people can register. Visitors see it until registration closes."),
    )
    registration_closes = MomentField(
        _("registration closes at"),
        null=True,
        blank=True,
        help_text=_("In the time zone of the event. If left empty, registration closes when the event starts."),
    )
    interpretation_languages = CodesField(
        vocabulary="languages",
        verbose_name=_("languages of interpretation"),
        help_text=_("The languages in which people can follow the event."),
    )
    goals = CodesField(vocabulary="goals", verbose_name=_("goals"), help_text=_("The goals that the event relates to."))
    programme = BodyField(
        [("session", SessionBlock())],
        verbose_name=_("programme"),
        help_text=_("One entry per session, in any order. Visitors see them sorted by time."),
    )
    recording = models.URLField(
        _("recording address"), blank=True, help_text=_("The address at which the recording can be watched.")
    )
    report = RichTextField(
        _("report"), blank=True, features=list(PROSE), help_text=_("The outcome of the event, once it has been held.")
    )
    body = BodyField(
        BodyBlock(BODY_BLOCKS),
        verbose_name=_("more about the event"),
        help_text=_("Anything for which there is no field above."),
    )

    base_form_class = EventForm
    page_description = _(
        "Something that takes place at a given time, for example a meeting, a webinar or a training session."
    )
    parent_page_types: ClassVar = ["groups.WorkingGroupPage", "resources.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    teaser_template: ClassVar = "pages/resources/parts/event_facts.html"

    translatable_fields: ClassVar = [
        *GoalsBasePage.translatable_fields,
        *words("summary", "venue", "city", "programme", "report", "body"),
        *facts("status", "timezone", "starts_at", "ends_at", "all_day", "mode", "country"),
        *facts("registration_link", "registration_closes", "interpretation_languages", "recording"),
        *facts("goals", "primary_goal"),
        *follows("type", "organisers", "groups", "themes", "materials"),
    ]
    main_panels: ClassVar = [
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("venue"), FieldPanel("city")], heading=_("Place")),
        FieldPanel("programme"),
        FieldPanel("report"),
        FieldPanel("body"),
    ]
    fact_panels: ClassVar = [
        FACTS_HELP,
        FieldRowPanel([FieldPanel("type"), FieldPanel("status")], heading=_("Type and status")),
        MultiFieldPanel(
            [
                FieldPanel("timezone"),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("all_day"),
            ],
            heading=_("Date and time"),
        ),
        FieldRowPanel([FieldPanel("mode"), FieldPanel("country")], heading=_("Place")),
        MultiFieldPanel(
            [FieldPanel("registration_link"), FieldPanel("registration_closes")], heading=_("Registration")
        ),
        MultiFieldPanel([FieldPanel("interpretation_languages")], heading=_("Languages")),
        GOALS_PANEL,
        FieldPanel("recording"),
    ]
    relation_panels: ClassVar = [
        InlinePanel(
            "organisers",
            heading=_("Organizers"),
            label=_("entity"),
            help_text=_("The entities that organize the event."),
        ),
        InlinePanel(
            "groups",
            heading=_("Groups"),
            label=_("group"),
            help_text=_(
                "The event appears on the page of each of these groups. You do not need to add the group "
                "that this page belongs to."
            ),
        ),
        InlinePanel("themes", heading=_("Themes"), label=_("theme"), help_text=_("The themes that the event covers.")),
        InlinePanel(
            "materials",
            heading=_("Materials"),
            label=_("resource"),
            help_text=_("The materials distributed or presented. Each of them is a resource with its own files."),
        ),
    ]
    search_fields: ClassVar = [
        *GoalsBasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("venue"),
        index.SearchField("city"),
        index.SearchField("programme"),
        index.SearchField("report"),
        index.SearchField("body"),
        index.FilterField("type"),
        index.FilterField("status"),
        index.FilterField("mode"),
        index.FilterField("country"),
        index.FilterField("starts_at"),
        index.FilterField("over_at"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @property
    def card_kind(self) -> Any:
        """Its type for a list, if the list has asked for it together with all others."""
        return self._state.fields_cache.get("type")

    @property
    def state(self) -> PageState:
        """Said wherever the event is named if it does not take place as planned."""
        telling = self.status in {self.Status.POSTPONED, self.Status.CANCELLED}
        return PageState(self.status, self.get_status_display(), telling=telling)

    @property
    def feed_text(self) -> str:
        """Status, time and place, then the description: feeds have no other place for it."""
        with translation.override(self.locale.language_code):
            state = str(self.state.label) if self.state.telling else ""
            return sentences(state, in_words(self.when), self.location, self.summary_text)

    @property
    def location(self) -> str:
        """Place of an event in one line, in the active language; online events say that they are."""
        parts = [self.venue, self.city, countries.name(self.country, translation.get_language() or "en")]
        location = ", ".join(part for part in parts if part)
        if self.mode == self.Mode.IN_PERSON:
            return location
        mode = str(self.get_mode_display())
        return f"{mode}: {location}" if location else mode

    @property
    def when(self) -> When | None:
        """The event's time as a reader of the active language sees it, ``None`` without a start."""
        return when(self.starts_at, self.ends_at, self.timezone, all_day=self.all_day)

    def first_day(self) -> date | None:
        """The day on which it starts, by its own clocks."""
        return time_zones.wall(self.starts_at, self.timezone).date() if self.starts_at else None

    def begins(self) -> datetime | None:
        """The moment at which it begins: of whole days, with the first one."""
        first = self.first_day()
        return time_zones.start_of_day(first, self.timezone) if self.all_day and first else self.starts_at

    def last_day(self) -> date | None:
        """The day on which it ends, by its own clocks; the first one where no end is known."""
        return time_zones.wall(self.ends_at, self.timezone).date() if self.ends_at else self.first_day()

    def ends(self) -> datetime | None:
        """The moment at which it is over: its end, or that of its last day if that is all that is known of it."""
        last = self.last_day()
        if last and (self.all_day or not self.ends_at):
            return time_zones.end_of_day(last, self.timezone)
        return self.ends_at

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Stores beside it when the event is over and its first day, so that the database can tell past from coming."""
        self.derive_fields()
        super().save(*args, **kwargs)

    def derive_fields(self) -> None:
        """Set what is stored beside the facts and follows from them; also called where facts are carried to it."""
        self.over_at, self.starts_on = self.ends(), self.first_day()

    def conflicts(self) -> dict[str, Any]:
        errors = super().conflicts()
        first, last = self.first_day(), self.last_day()
        if self.starts_at is None or first is None or last is None:
            return errors
        if last < first or (self.ends_at and not self.all_day and self.ends_at < self.starts_at):
            errors["ends_at"] = _("The event cannot end before it starts.")
        start = time_zones.end_of_day(first, self.timezone) if self.all_day else self.starts_at
        if self.registration_closes and self.registration_closes > start:
            errors["registration_closes"] = _("Registration cannot close after the start of the event.")
        if self.status == self.Status.HELD and self.starts_at > django_timezone.now():
            errors["status"] = _("An event that has not started yet cannot have been held.")
        return errors

    @path(translated_path("event.ics/"), name="calendar")
    def as_calendar(self, request: HttpRequest) -> HttpResponseBase:
        """The event for the calendars that people keep; see :mod:`resources.events.views`."""
        return self.respond("calendar", request)
