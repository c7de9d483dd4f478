import type { LibraryDatabase } from '#main/storage/open-database.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

export interface StoredTemplateVersion {
  readonly id: string;
  readonly template_id: string;
  readonly version: number;
  readonly content: string;
  readonly created_at: string;
}

/** Live templates of the user's, by name. */
export function storedTemplates({ db, query }: Database) {
  return query.all(
    db.selectFrom('set_templates').select(['id', 'name']).where('deleted_at', 'is', null).orderBy('name').orderBy('id'),
  );
}

/** Their versions, the latest first. */
export function templateVersions({ db, query }: Database, templateId: string): StoredTemplateVersion[] {
  return query.all(
    db
      .selectFrom('set_template_versions')
      .select(['id', 'template_id', 'version', 'content', 'created_at'])
      .where('template_id', '=', templateId)
      .where('deleted_at', 'is', null)
      .orderBy('version', 'desc')
      .orderBy('id', 'desc'),
  );
}

/** What a template takes from the tracks of a set, by id. */
export function genresOf({ db, query }: Database, setId: string): string[] {
  return query
    .all(
      db
        .selectFrom('set_entries')
        .innerJoin('tracks', 'tracks.id', 'set_entries.track_id')
        .select('tracks.genre')
        .where('set_entries.set_id', '=', setId)
        .where('set_entries.deleted_at', 'is', null)
        .where('tracks.deleted_at', 'is', null),
    )
    .map(({ genre }) => genre)
    .filter((genre) => genre !== '');
}
