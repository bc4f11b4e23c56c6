"""Filling a fresh instance from an archive file."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from osce_docs.editorial.bulk_write import insert_rows
from osce_docs.editorial.digest import archive_digest
from osce_docs.editorial.kept import keep_all
from osce_docs.editorial.recompute import RECORDS
from osce_docs.models import Change, User
from osce_docs.search.indexing import index_all
from osce_docs.transfer.form import DAMAGED, Manifest, NotAnArchive, read_manifest
from osce_docs.transfer.tables import ACCOUNTS, PERSON, carried, columns, member, names_account

CHUNK = 1000
# The last two are SQLite's own words for a number too large and for half of a character.
NOT_TOGETHER = (IntegrityError, DataError, OverflowError, UnicodeEncodeError)

Accounts = Mapping[str, int]


def fill_archive(path: Path, progress: Callable[[int], object] = lambda rows: None) -> Manifest:
    """Fill the archive, which must be empty, with all that stands in the file at `path`; return what the file says.

    Accounts come without passwords and without all rights; one that is there already stays as it is. Raises
    NotAnArchive where the file is none, is damaged, or does not give the digest it states: then nothing has changed.
    """
    manifest = read_manifest(path)
    try:
        with zipfile.ZipFile(path) as file, transaction.atomic():
            Change.objects.hold()
            _refuse_filled()
            _fill(file, manifest, progress)
            index_all()
            keep_all(RECORDS)
            if archive_digest() != manifest.digest:
                raise NotAnArchive(_("What %(path)s holds has not the digest that it states.") % {"path": path})
    except DAMAGED as error:
        raise NotAnArchive(_("%(path)s is damaged: %(why)s.") % {"path": path, "why": error}) from None
    except NOT_TOGETHER as error:
        why = str(error).strip().splitlines()[0]
        raise NotAnArchive(
            _("The rows of %(path)s do not fit together: %(why)s.") % {"path": path, "why": why}
        ) from None
    return manifest


def _refuse_filled() -> None:
    for model in carried():
        if model._default_manager.exists():
            raise NotAnArchive(
                _("This archive is not empty: it has rows in the table “%(table)s”. Fill a fresh one.")
                % {"table": model._meta.verbose_name}
            )


def _fill(file: zipfile.ZipFile, manifest: Manifest, progress: Callable[[int], object]) -> None:
    accounts = _accounts(file)
    for model in carried():
        name = str(model._meta.model_name)
        count = 0
        rows = _rows(file, model, accounts)
        while chunk := list(islice(rows, CHUNK)):
            insert_rows(model, chunk, keyed=True)
            count += len(chunk)
            progress(len(chunk))
        # PostgreSQL would keep a note of each row until the end, to see then whether what it refers to is there.
        connection.check_constraints([model._meta.db_table])
        if count != manifest.rows.get(name):
            raise zipfile.BadZipFile(_("rows of %(table)s are missing") % {"table": name})
    _tell_the_database()


def _tell_the_database() -> None:
    """Let new rows be numbered on, and, on PostgreSQL, what follows be planned by what the tables hold."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), carried()):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")


def _accounts(file: zipfile.ZipFile) -> Accounts:
    """Make the accounts that are not there yet; return the ids of all, by name."""
    groups = {group.name: group for group in Group.objects.all()}
    there = set(User.objects.values_list("username", flat=True))
    for number, told in _lines(file, ACCOUNTS):
        person, rights = _person(number, told)
        if person["username"] not in there:
            user = User(**person)
            user.set_unusable_password()
            user.save()
            user.groups.set(groups[name] for name in rights if name in groups)
    return dict(User.objects.values_list("username", "pk"))


def _person(number: int, told: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    try:
        person = {name: User._meta.get_field(name).to_python(told[name]) for name in PERSON}
        return person, [str(name) for name in told["groups"]]
    except (ValidationError, LookupError, TypeError) as error:
        raise _unfit(ACCOUNTS, number, error) from None


def _rows(file: zipfile.ZipFile, model: type[models.Model], accounts: Accounts) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table as `insert_rows` takes them."""
    name = str(model._meta.model_name)
    readers = {told: (field.attname, _reader(field, accounts)) for told, field in columns(model).items()}
    for number, told in _lines(file, name):
        if told.keys() != readers.keys():
            raise _unfit(name, number, _("its columns are not those of the table"))
        try:
            yield {attname: None if (it := told[key]) is None else read(it) for key, (attname, read) in readers.items()}
        except (ValidationError, LookupError, TypeError, ValueError, OverflowError) as error:
            raise _unfit(name, number, error) from None


def _reader(field: models.Field, accounts: Accounts) -> Callable[[Any], Any]:
    if names_account(field):
        return accounts.__getitem__
    if isinstance(field, models.JSONField):
        return lambda value: value
    return field.to_python


def _lines(file: zipfile.ZipFile, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    with file.open(member(name)) as lines:
        for number, line in enumerate(lines, 1):
            try:
                told = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise _unfit(name, number, error) from None
            if not isinstance(told, dict):
                raise _unfit(name, number, _("it is no row"))
            yield number, told


def _unfit(name: str, number: int, why: object) -> NotAnArchive:
    why = why.messages[0] if isinstance(why, ValidationError) else why
    return NotAnArchive(
        _("Line %(number)d of %(file)s cannot be read: %(why)s.") % {"number": number, "file": member(name), "why": why}
    )
