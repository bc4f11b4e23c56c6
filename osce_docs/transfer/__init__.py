"""The whole archive as one file, and a fresh instance filled from it. The form is described in docs/archive-file.md."""

from .exporting import export_archive
from .filling import fill_archive
from .form import Manifest, NotAnArchive, read_manifest

__all__ = ["Manifest", "NotAnArchive", "export_archive", "fill_archive", "read_manifest"]
