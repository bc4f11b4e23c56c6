"""From source files to the archive, in steps: read → parse → extract → match → store.

`reading.read_source` is the half that knows no database, `run.import_sources` the whole.
"""
