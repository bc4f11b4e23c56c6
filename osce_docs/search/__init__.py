"""Search: one interface over two engines, SQLite's FTS5 and PostgreSQL's word vectors, with the same answers.

`indexing.index` is called by whoever changes records, in the same transaction; `finding.find` answers a reader;
`finding.first` and `finding.Matching` narrow lists.
"""
