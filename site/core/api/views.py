"""Pages endpoint of the API. Documents and images have none: those that pages use are part of the pages."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import JSONField, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.decorators import method_decorator
from django.utils.functional import classproperty
from django.views.decorators.http import conditional_page, require_safe
from rest_framework import status
from rest_framework.exceptions import Throttled
from rest_framework.filters import BaseFilterBackend
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from wagtail.api import APIField
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError, get_object_detail_url
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

from core.api.fields import FactField, api_fields, fact_names, relation_names
from core.base.page_types import page_type_of
from core.base.visibility import homes, public_pages, site_of
from core.visitor_forms.protection import address_of
from core.vocabularies import countries, goals

#: How far into a list one may go; no list is longer.
FURTHEST = 10_000_000


class Throttle(AnonRateThrottle):
    """Requests a minute from one address on the network."""

    scope = "api"

    def get_rate(self) -> str:
        """Rate limit from the settings. Part of the framework's interface."""
        return f"{settings.API_REQUESTS_A_MINUTE}/minute"

    def get_ident(self, request: Any) -> str:
        """The address that the proxy saw itself, where there is one. Part of the framework's interface."""
        # No address on the network is stored, in the cache either.
        return salted_hmac("core.api", address_of(request)).hexdigest()


class Pagination(WagtailPagination):
    """Wagtail's, which lets nobody count beyond what a database can."""

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        """A part of a list. Part of the framework's interface."""
        offset = request.GET.get("offset", "0")
        if offset.isdecimal() and int(offset[:20]) > FURTHEST:
            raise BadRequestError(f"offset cannot be higher than {FURTHEST}")
        return super().paginate_queryset(queryset, request, view)


class SubjectFilter(BaseFilterBackend):
    """``goal``, ``country``, ``theme`` and ``group`` (translation keys): what listings on pages can be narrowed to."""

    names = ("goal", "country", "theme", "group")

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Filter the pages. Part of the framework's interface."""
        params = {name: request.GET[name] for name in self.names if name in request.GET}
        if not params:
            return queryset
        filters = page_type_of(queryset.model).subject_filters
        for name, value in params.items():
            if name not in filters:
                raise BadRequestError(f"{name} needs a type that can be narrowed to it")
            matches = filters[name](queryset.model.objects.order_by(), self._subject(name, value))
            queryset = queryset.filter(pk__in=matches.values("pk"))
        return queryset

    @staticmethod
    def _subject(name: str, value: str) -> Any:
        if name == "goal":
            if value not in {str(goal.number) for goal in goals.GOALS}:
                raise BadRequestError("goal must be a number from 1 to 17")
            return int(value)
        if name == "country":
            if value not in countries.REGION:
                raise BadRequestError("country must be one of the region's ISO 3166-1 codes")
            return value
        # Only its key is asked for; of what is not there, nothing is found.
        return Page(translation_key=_key(value))


class TranslationKeyFilter(BaseFilterBackend):
    """``translation_key``: the versions of one page."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Filter the pages. Part of the framework's interface."""
        value = request.GET.get("translation_key")
        return queryset if value is None else queryset.filter(translation_key=_key(value))


class IndexedSearchFilter(SearchFilter):
    """Wagtail's, over a list whose conditions the search need not know."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """The best first. Part of the framework's interface."""
        if "search" not in request.GET:
            return queryset
        plain_queryset = queryset.model.objects.filter(pk__in=queryset.order_by().values("pk"))
        return super().filter_queryset(request, plain_queryset, view)


class TranslationsField(FactField):
    """The other public versions of a page."""

    def to_representation(self, page: Page) -> Any:
        """Language and addresses of each. Part of the framework's interface."""
        versions = self.context["base_queryset"].filter(translation_key=page.translation_key).exclude(pk=page.pk)
        router, request = self.context["router"], self.context["request"]
        return [
            {
                "id": version.pk,
                "locale": version.locale.language_code,
                "detail_url": get_object_detail_url(router, request, Page, version.pk),
                "html_url": version.full_url,
            }
            for version in versions.select_related("locale").order_by("pk")
        ]


def markdown_url(page: Page) -> str:
    """URL of the page as Markdown."""
    return f"{page.full_url}index.md"


def _key(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError as error:
        raise BadRequestError("a translation key is a UUID") from error


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"pages": site_of(request).root_url + reverse("api:pages:listing")})


@method_decorator(conditional_page, name="dispatch")
class PagesView(PagesAPIViewSet):
    """Live, public pages in the words of their own language: no drafts, nothing private, no aliases."""

    renderer_classes = [JSONRenderer]
    authentication_classes: list[Any] = []  # whoever is logged in sees no more than everybody
    permission_classes: list[Any] = []
    throttle_classes = [Throttle]
    pagination_class = Pagination
    filter_backends = [
        *[backend for backend in PagesAPIViewSet.filter_backends if backend is not SearchFilter],
        SubjectFilter,
        TranslationKeyFilter,
        IndexedSearchFilter,
    ]
    known_query_parameters = PagesAPIViewSet.known_query_parameters.union([*SubjectFilter.names, "translation_key"]) - {
        "site"
    }
    meta_fields = [
        *[name for name in PagesAPIViewSet.meta_fields if name not in {"alias_of", "show_in_menus"}],
        "last_published_at",
        "translation_key",
        APIField("markdown_url", serializer=FactField(markdown_url)),
        APIField("translations", serializer=TranslationsField(str)),
    ]
    listing_default_fields = [*PagesAPIViewSet.listing_default_fields, "last_published_at", "translation_key"]

    @classproperty
    def detail_only_fields(cls) -> list[str]:  # noqa: N805 - of the class
        """Fields of the detail view only."""
        return ["parent", "translations", *relation_names()]

    @classmethod
    def get_body_fields(cls, model: type[Page]) -> list[APIField]:
        """The fields that page types declare. Part of Wagtail's interface."""
        return [*cls._convert_api_fields(cls.body_fields), *api_fields(model)]

    @classmethod
    def get_available_fields(cls, model: type[Page], db_fields_only: bool = False) -> list[str]:
        """The fields that a list can be filtered and ordered by are plain columns. Part of Wagtail's interface."""
        names: list[str] = super().get_available_fields(model, db_fields_only)
        if not db_fields_only:
            return names
        columns = {field.name: field for field in model._meta.get_fields() if not field.is_relation}
        return [name for name in names if name in columns and not isinstance(columns[name], JSONField)]

    @classmethod
    def get_listing_default_fields(cls, model: type[Page]) -> list[str]:
        """Facts are listed without being asked for. Part of Wagtail's interface."""
        return [*super().get_listing_default_fields(model), *fact_names(model)]

    def get_base_queryset(self) -> QuerySet[Page]:
        """Public pages. Part of Wagtail's interface."""
        if not hasattr(self, "_base"):
            self._base = public_pages(homes(site_of(self.request)).values()).select_related("locale")
        return self._base

    def get_queryset(self) -> QuerySet[Any]:
        """In the order in which they were made. Part of Wagtail's interface."""
        return super().get_queryset().select_related("locale").order_by("pk")

    def check_query_parameters(self, queryset: QuerySet[Any]) -> None:
        """Refuse what would cost too much or no database takes. Part of Wagtail's interface.

        Raises:
            BadRequestError: says what is wrong.
        """
        super().check_query_parameters(queryset)
        if "random" in self.request.GET.get("order", ""):
            raise BadRequestError("cannot order by 'random'")

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Refuse what no database takes. Part of the framework's interface."""
        if any("\x00" in value for _name, value in request.GET.items()):
            raise BadRequestError("null characters are not allowed")
        super().initial(request, *args, **kwargs)

    def find_object(self, queryset: Any, request: Any) -> Any:
        """Find a page by primary key or path: ``/es/grupos/``. Part of Wagtail's interface.

        Raises:
            BadRequestError: the number is none.
        """
        if "html_path" in request.GET:
            return self._at(queryset, request.GET["html_path"])
        if "id" in request.GET and not request.GET["id"].isdecimal():
            raise BadRequestError("id must be a positive integer")
        return super().find_object(queryset, request)

    def _at(self, queryset: Any, address: str) -> Any:
        tag, *slugs = [part for part in address.split("/") if part] or [""]
        home = homes(site_of(self.request)).get(tag)
        if home is None:
            return None
        slug_filter = {"slug": slugs[-1]} if slugs else {}  # which is indexed; addresses are not
        url_path = home.url_path + "".join(f"{slug}/" for slug in slugs)
        return queryset.filter(home.below(), url_path=url_path, **slug_filter).first()

    def handle_exception(self, exc: Exception) -> Response:
        """Error as JSON. Part of the framework's interface."""
        if isinstance(exc, ValidationError):  # a value that a field can't have
            return Response({"message": "; ".join(exc.messages)}, status=status.HTTP_400_BAD_REQUEST)
        if isinstance(exc, Throttled):
            response = super().handle_exception(exc)
            response.data = {"message": f"more than {settings.API_REQUESTS_A_MINUTE} requests in a minute"}
            return response
        if isinstance(exc, Http404):
            return Response({"message": "not found"}, status=status.HTTP_404_NOT_FOUND)
        return super().handle_exception(exc)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let scripts of other sites read it, and whoever keeps a copy ask before using it."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = "no-cache" if response.status_code < status.HTTP_400_BAD_REQUEST else "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PagesView)
