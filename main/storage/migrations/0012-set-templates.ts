import type { Migration } from './migration.ts';

const SYNCED = `
  id TEXT PRIMARY KEY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  clocks TEXT NOT NULL DEFAULT '{}'`;

/** Templates of sets; what each says is in its versions, of which the one with the highest version counts. */
const TABLES = `
CREATE TABLE set_templates (${SYNCED},
  name TEXT NOT NULL
) STRICT;

CREATE TABLE set_template_versions (${SYNCED},
  template_id TEXT NOT NULL REFERENCES set_templates (id),
  version INTEGER NOT NULL CHECK (version > 0),
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;
CREATE INDEX set_template_versions_template ON set_template_versions (template_id, version) WHERE deleted_at IS NULL;
`;

export const setTemplates: Migration = {
  version: 12,
  name: 'set-templates',
  up: (database) => database.exec(TABLES),
};
