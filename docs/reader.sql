-- What the role `reader` may see: the archive's records; no accounts, sessions, imports, editors' views of lists, and
-- neither private notes nor who ruled, settled, noted or erased.
-- Run it again after each migration, as the owner of the tables.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
DO $$
DECLARE
  hidden text;
  open_columns text;
BEGIN
  FOR hidden IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
    AND (tablename NOT LIKE 'osce\_docs\_%' OR tablename LIKE 'osce\_docs\_user%'
      OR tablename IN ('osce_docs_savedview', 'osce_docs_importrun', 'osce_docs_unsettled'))
  LOOP
    EXECUTE format('REVOKE ALL ON %I FROM reader', hidden);
  END LOOP;
  FOREACH hidden IN ARRAY ARRAY['osce_docs_ruling', 'osce_docs_finding', 'osce_docs_annotation', 'osce_docs_erasure'] LOOP
    EXECUTE format('REVOKE ALL ON %I FROM reader', hidden);
    SELECT string_agg(quote_ident(column_name), ', ') INTO open_columns FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = hidden
      AND (table_name, column_name) NOT IN (
        ('osce_docs_ruling', 'private_note'), ('osce_docs_ruling', 'author_id'), ('osce_docs_ruling', 'revoked_by_id'),
        ('osce_docs_finding', 'note'), ('osce_docs_finding', 'resolved_by_id'), ('osce_docs_annotation', 'author_id'),
        ('osce_docs_erasure', 'erased_by'));
    EXECUTE format('GRANT SELECT (%s) ON %I TO reader', open_columns, hidden);
  END LOOP;
END $$;
