-- What the role `reader` may see: the archive's records, no accounts, sessions or private notes on rulings and findings.
-- Run it again after each migration, as the owner of the tables.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
DO $$
DECLARE
  hidden text;
  open_columns text;
BEGIN
  FOR hidden IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
    AND (tablename NOT LIKE 'osce\_docs\_%' OR tablename LIKE 'osce\_docs\_user%')
  LOOP
    EXECUTE format('REVOKE ALL ON %I FROM reader', hidden);
  END LOOP;
  FOREACH hidden IN ARRAY ARRAY['osce_docs_ruling', 'osce_docs_finding'] LOOP
    EXECUTE format('REVOKE ALL ON %I FROM reader', hidden);
    SELECT string_agg(quote_ident(column_name), ', ') INTO open_columns FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = hidden
      AND column_name NOT IN ('private_note', 'note', 'author_id', 'revoked_by_id', 'resolved_by_id');
    EXECUTE format('GRANT SELECT (%s) ON %I TO reader', open_columns, hidden);
  END LOOP;
END $$;
