"""Finding records in the admin: by the search index, as readers do, and among what readers may not see by name."""

from django.db.models import Q, QuerySet

from osce_docs.models.record import Record
from osce_docs.search.finding import MOST, Matching
from osce_docs.search.query import parse


def found(model: type[Record], text: str) -> QuerySet:
    """Return the ids of the records that have what a text asks for, the newest MOST; words may be beginnings of words.

    What readers may not see is not in the index: of that, MOST are looked at by name. A record is also found by its
    key, its address or its path.
    """
    query = parse(text, beginnings=True)
    hidden = model._default_manager.filter(pk__in=_hidden(model))
    named = Q(title__icontains=text) if hasattr(model, "title") else Q(name__icontains=text)
    exact = Q(key=text) | Q(slug=text) | (Q(path=text) if hasattr(model, "path") else Q())
    ways = [rows.order_by().values("pk") for rows in (hidden.filter(named), model._default_manager.filter(exact))]
    if query:
        ways.append(model._default_manager.filter(pk__in=Matching(model, query)).order_by().values("pk"))
    return ways[0].union(*ways[1:], all=True)


def _hidden(model: type[Record]) -> QuerySet:
    unseen = Q(standing=False) | Q(merged_into__isnull=False) | Q(status=Record.Status.WITHHELD)
    return model._default_manager.filter(unseen).order_by().values("pk")[:MOST]
