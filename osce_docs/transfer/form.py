"""What stands in an archive file beside its tables: what it is, of which version, how much, with which digest."""

import json
import zipfile
import zlib
from dataclasses import asdict, dataclass
from lzma import LZMAError
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

FORMAT = "OSCE Docs archive"
MANIFEST = "archive.json"
# What zipfile and json raise of a file that is cut, changed, locked by a password, packed or nested as none of ours is.
DAMAGED = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, KeyError, RuntimeError)


class NotAnArchive(ValueError):
    """The file cannot be taken; the message says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a file says of itself; `rows` are counted by table."""

    tables: str
    digest: str
    written_at: str
    rows: dict[str, int]
    format: str = FORMAT

    def as_json(self) -> str:
        """Return it as it stands in the file."""
        return json.dumps(asdict(self), indent=2) + "\n"


def tables_version() -> str:
    """Return the version of the tables of this program: the name of its last migration."""
    return str(MigrationLoader(connection).graph.leaf_nodes("osce_docs")[0][1])


def read_manifest(path: Path) -> Manifest:
    """Return what the file at `path` says of itself. Raises NotAnArchive where this program cannot take it."""
    try:
        with zipfile.ZipFile(path) as file:
            told = json.loads(file.read(MANIFEST))
        manifest = Manifest(**told)
        known = manifest.format == FORMAT and all(type(count) is int for count in manifest.rows.values())
    except OSError as error:
        raise NotAnArchive(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}) from None
    except (*DAMAGED, TypeError, AttributeError, ValueError):
        known = False
    if not known:
        raise NotAnArchive(_("%(path)s is no archive file that export_archive wrote.") % {"path": path})
    if manifest.tables != tables_version():
        raise NotAnArchive(
            _(
                "%(path)s has the tables of version %(theirs)s, this program those of %(ours)s: fill an instance of "
                "that version from it, then bring that instance up to date."
            )
            % {"path": path, "theirs": manifest.tables, "ours": tables_version()}
        )
    return manifest
