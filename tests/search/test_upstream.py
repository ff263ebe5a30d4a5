"""What is wrong with Wagtail's own search backends, and made us build an index of the public's: see ADR 28.

Where this fails, upstream has mended it: then look at ``make bench SUITES=search`` again.
"""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from home.setup.platform import Platform

#: What its plan says: each page that matches is ranked by looking through the index once more; no index is looked at
#: for the words, though reading all rows is forbidden.
FAULTS = {"sqlite": "CORRELATED SCALAR SUBQUERY", "postgresql": "Filter: ((title || body) @@ "}


def test_stock_still_has_the_faults_that_we_stand_beside(indexed_platform: Platform) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert list(get_search_backend("default").search("agua", Page.objects.all())[:10])
    asked = captured[-1]["sql"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN' if connection.vendor == 'sqlite' else ''} {asked}")
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert FAULTS[connection.vendor] in plan, plan
