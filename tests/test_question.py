"""A question, whose SQL is made once, is answered as the query with its values in it is."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.sql.compiler import SQLCompiler

from config.databases import PREPARED_AFTER
from osce_docs.models import Alias, Document, Organization, Ruling
from osce_docs.models.question import Given, Question
from tests.factories import make_document, make_organization, make_user

pytestmark = pytest.mark.django_db

MADE = Document._meta.get_field("date_sort")
VALUE = Ruling._meta.get_field("value")


@pytest.fixture
def archive():
    one, two = make_document(date="1992-07-08"), make_document(date="1994-12-05")
    body = make_organization("Council")
    Alias.objects.bulk_create(Alias(owner=body, key=each, name=each.upper()) for each in ("ab", "cd", "ef"))
    for document, field, value in ((one, "place", "Oslo"), (two, "place", None), (one, "x", {"exists": False})):
        Ruling.objects.create(kind="field", field=field, value=value, document=document, author=make_user())
    return {"one": one, "two": two, "body": body}


def of(document):
    return Ruling.objects.filter(document=document).order_by("pk")


def either(document, other):
    first, second = (Ruling.objects.filter(document=each).order_by().values("pk") for each in (document, other))
    return Ruling.objects.filter(pk__in=first.union(second)).select_related("document").order_by("pk")


def ruled(document):
    rulings = Ruling.objects.filter(document=OuterRef("pk"), document__key=document)
    return Document.objects.filter(Exists(rulings) & ~Q(place="x")).order_by("pk")


def quoted(name):
    """Its own values have what means something in a statement."""
    return Alias.objects.filter(~Q(name="it's 100 %s") & ~Q(key__contains="%"), name=name).values_list("key", flat=True)


def named(name):
    return Alias.objects.filter(name=name).values_list("owner__name", flat=True)


def among(ids):
    return Document.objects.filter(pk__among=ids).order_by("pk").values("pk", "key")


def since(day):
    return Document.objects.filter(date_sort__gte=day).order_by("date_sort")[:1]


def saying(value):
    return Ruling.objects.filter(value=value).order_by("pk")


def with_names(slug):
    names = Prefetch("aliases", Alias.objects.order_by("key"), to_attr="names")
    return Organization.objects.filter(slug=slug).prefetch_related(names)


@pytest.mark.parametrize(
    ("query", "givens", "asked"),
    [
        (of, {"document": None}, [lambda a: [a["one"].pk], lambda a: [a["two"].pk], lambda a: [0]]),
        (either, {"document": None, "other": None}, [lambda a: [a["one"].pk, a["two"].pk], lambda a: [0, a["two"].pk]]),
        (ruled, {"document": None}, [lambda a: [a["two"].key], lambda a: ["none"]]),
        (named, {"name": None}, [lambda a: ["AB"], lambda a: ["ab"]]),
        (quoted, {"name": None}, [lambda a: ["AB"], lambda a: ["it's 100 %s"]]),
        (among, {"ids": None}, [lambda a: [{a["one"].pk, a["two"].pk}], lambda a: [{a["two"].pk}], lambda a: [set()]]),
        (since, {"day": MADE}, [lambda a: [date(1992, 7, 9)], lambda a: [date(1990, 1, 1)]]),
        (saying, {"value": VALUE}, [lambda a: ["Oslo"], lambda a: [{"exists": False}], lambda a: ["'; --"]]),
        (with_names, {"slug": None}, [lambda a: [a["body"].slug], lambda a: ["none"]]),
    ],
)
def test_a_question_is_answered_as_its_query_is(archive, query, givens, asked):
    question = Question(query(*(Given(name, field) for name, field in givens.items())))
    for values in asked:
        given = dict(zip(givens, values(archive), strict=True))
        assert question(**given) == list(query(**given))


def test_what_comes_along_with_rows_is_theirs(archive):
    question = Question(with_names(Given("slug")))
    (body,) = question(slug=archive["body"].slug)
    assert [each.name for each in body.names] == ["AB", "CD", "EF"]


def test_the_statement_is_made_once_and_asked_each_time(archive, django_assert_num_queries, monkeypatch):
    question = Question(of(Given("document")))
    assert len(question(document=archive["one"].pk)) == 2
    monkeypatch.setattr(SQLCompiler, "as_sql", None)
    with django_assert_num_queries(1):
        assert len(question(document=archive["two"].pk)) == 1


def test_a_value_that_is_not_given_is_an_error(archive):
    with pytest.raises(KeyError):
        Question(of(Given("document")))(documents=1)


@pytest.mark.postgres
@pytest.mark.parametrize(("often", "prepared"), [(PREPARED_AFTER, 0), (PREPARED_AFTER + 1, 1), (PREPARED_AFTER + 9, 1)])
def test_postgresql_prepares_what_is_asked_again(archive, often, prepared):
    """And nothing that is planned by its values."""
    question = Question(of(Given("document"))[: 100 + often])
    by_value = Question(of(Given("document"))[: 200 + often], planned_by_value=True)
    answers = [question(document=archive["two" if n % 2 else "one"].pk) for n in range(often)]
    assert [len(each) for each in answers] == ([2, 1] * often)[:often]
    assert [by_value(document=archive["one"].pk) for _ in range(often)] == [list(of(archive["one"]))] * often
    assert [statements_prepared(f"LIMIT {each + often}") for each in (100, 200)] == [prepared, 0]


@pytest.mark.postgres
def test_what_is_prepared_is_planned_for_the_values_that_a_query_has_of_its_own(archive):
    question = Question(quoted(Given("name")))
    assert [question(name="AB") for _ in range(9)] == [["ab"]] * 9
    assert statements_prepared("'it''s 100 %s'") == 1


@pytest.mark.postgres
def test_behind_a_pooler_that_lends_connections_nothing_is_prepared(archive, monkeypatch):
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    question = Question(of(Given("document"))[:200])
    assert [len(question(document=archive["one"].pk)) for _ in range(9)] == [2] * 9
    assert statements_prepared("LIMIT 200") == 0


def statements_prepared(with_words):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", [f"%{with_words}%"])
        return cursor.fetchone()[0]
