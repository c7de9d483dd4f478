import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { Schema } from '#main/storage/schema.ts';
import type { TrackSource } from '#shared/contract/tracks.ts';
import type { TimeRange } from '#shared/domain/search-dates.ts';
import type { NumberField, SearchCondition, SearchTerm, SearchText } from '#shared/domain/search-query.ts';
import type { NumberRange } from '#shared/domain/search-values.ts';
import { ANALYSIS_VERSION } from '#shared/domain/track-analysis.ts';

type Database = Pick<LibraryDatabase, 'db' | 'raw'>;
type Condition = Expression<SqlBool>;

const track = expressionBuilder<Schema, 'tracks'>();
const all = (conditions: readonly Condition[]): Condition => track.and([...conditions]);
const any = (conditions: readonly Condition[]): Condition => track.or([...conditions]);

/** Fields as numbers; the energy as the level from 1 to 10 that is shown (shared/domain/energy.ts). */
const NUMBERS: Readonly<Record<NumberField, Expression<number | null>>> = {
  bpm: sql`tracks.bpm`,
  energy: sql`min(10, max(1, round(1 + tracks.energy * 9)))`,
  rating: sql`tracks.rating`,
  year: sql`tracks.year`,
  time: sql`tracks.duration_seconds`,
  plays: sql`tracks.play_count`,
};

const EMPTY: Readonly<Record<Extract<SearchCondition, { kind: 'empty' }>['field'], Condition>> = {
  title: sql<SqlBool>`tracks.title = ''`,
  artist: sql<SqlBool>`tracks.artist = ''`,
  album: sql<SqlBool>`tracks.album = ''`,
  genre: sql<SqlBool>`tracks.genre = ''`,
  label: sql<SqlBool>`tracks.label = ''`,
  comment: sql<SqlBool>`tracks.comment = ''`,
  bpm: sql<SqlBool>`tracks.bpm IS NULL`,
  key: sql<SqlBool>`tracks.key_index IS NULL`,
  energy: sql<SqlBool>`tracks.energy IS NULL`,
  rating: sql<SqlBool>`tracks.rating = 0`,
  year: sql<SqlBool>`tracks.year IS NULL`,
  time: sql<SqlBool>`tracks.duration_seconds IS NULL`,
};

function inRange(value: Expression<number | null>, { min, max, minOpen, maxOpen }: NumberRange): Condition {
  const conditions: Condition[] = [];
  if (min !== null) conditions.push(minOpen ? sql<SqlBool>`${value} > ${min}` : sql<SqlBool>`${value} >= ${min}`);
  if (max !== null) conditions.push(maxOpen ? sql<SqlBool>`${value} < ${max}` : sql<SqlBool>`${value} <= ${max}`);
  return all(conditions);
}

function addedIn({ from, to }: TimeRange): Condition {
  const conditions: Condition[] = [];
  if (from !== null) conditions.push(sql<SqlBool>`tracks.added_at >= ${from}`);
  if (to !== null) conditions.push(sql<SqlBool>`tracks.added_at < ${to}`);
  return all(conditions);
}

/** A phrase of the word index; with a star its last word may go on. Quotes are doubled, nothing else has a meaning. */
function indexPhrase({ text, match }: SearchText): string {
  return `"${text.replaceAll('"', '""')}"${match === 'words' ? ' *' : ''}`;
}

/** One of the texts, in one field or in any. */
function textCondition({ field, texts }: Extract<SearchCondition, { kind: 'text' }>): Condition {
  const indexed = texts.filter(({ match }) => match !== 'part').map(indexPhrase);
  const conditions: Condition[] = texts
    .filter(({ match }) => match === 'part')
    .map(({ text }) => sql<SqlBool>`instr(${textOf(field)}, lower(${text})) > 0`);
  if (indexed.length > 0) {
    const phrases = `(${indexed.join(' OR ')})`;
    const search = field === null ? phrases : `${field} : ${phrases}`;
    conditions.push(
      sql<SqlBool>`tracks.number IN (SELECT rowid FROM tracks_search WHERE tracks_search MATCH ${search})`,
    );
  }
  return any(conditions);
}

function textOf(field: Extract<SearchCondition, { kind: 'text' }>['field']): Expression<string> {
  if (field !== null) return sql`lower(${sql.ref(`tracks.${field}`)})`;
  return sql`lower(tracks.title || char(10) || tracks.artist || char(10) || tracks.album || char(10) || tracks.genre
    || char(10) || tracks.label || char(10) || tracks.comment)`;
}

function conditionOf(term: SearchCondition): Condition {
  if (term.kind === 'text') return textCondition(term);
  if (term.kind === 'number') return any(term.ranges.map((range) => inRange(NUMBERS[term.field], range)));
  if (term.kind === 'key') return sql<SqlBool>`tracks.key_index IN (${sql.join(term.keyIndexes)})`;
  return term.kind === 'added' ? any(term.ranges.map(addedIn)) : EMPTY[term.field];
}

/** A track without a value fulfils no condition on it, so it fulfils every negated one. */
function termCondition(term: SearchTerm): Condition {
  const condition = conditionOf(term);
  return term.negated ? sql<SqlBool>`coalesce(${condition}, 0) = 0` : condition;
}

const PRESENT_FILE = sql`SELECT 1 FROM files WHERE files.track_id = tracks.id AND files.deleted_at IS NULL
  AND files.missing_since IS NULL`;

/** @param recentSince ISO time from which on a track counts as recent. */
function sourceCondition(source: Exclude<TrackSource, { kind: 'set' }>, recentSince: string): Condition | null {
  if (source.kind === 'all') return null;
  if (source.kind === 'folder') {
    return sql<SqlBool>`tracks.id IN (SELECT track_id FROM files WHERE folder_id = ${source.folderId}
      AND deleted_at IS NULL)`;
  }
  if (source.kind === 'recent') return sql<SqlBool>`tracks.added_at >= ${recentSince}`;
  if (source.kind === 'missing') return sql<SqlBool>`NOT EXISTS (${PRESENT_FILE})`;
  if (source.kind === 'failed') {
    return sql<SqlBool>`tracks.id IN (SELECT track_id FROM analysis_jobs WHERE state = 'failed')`;
  }
  return sql<SqlBool>`tracks.id IN (SELECT track_id FROM track_analyses WHERE version < ${ANALYSIS_VERSION})
    AND EXISTS (${PRESENT_FILE})`;
}

export interface TrackFilter {
  readonly source: TrackSource;
  readonly terms: readonly SearchTerm[];
  readonly recentSince: string;
}

/**
 * Numbers of the live tracks that fulfil all terms; in set order for a set, else in no order.
 */
export function filterTracks({ db, raw }: Database, { source, terms, recentSince }: TrackFilter): number[] {
  let query = db.selectFrom('tracks').select('tracks.number').where('tracks.deleted_at', 'is', null);
  if (source.kind === 'set') {
    query = query
      .innerJoin('set_entries', 'set_entries.track_id', 'tracks.id')
      .where('set_entries.set_id', '=', source.setId)
      .where('set_entries.deleted_at', 'is', null)
      .orderBy('set_entries.position')
      .orderBy('set_entries.id');
  } else {
    const condition = sourceCondition(source, recentSince);
    if (condition !== null) query = query.where(condition);
  }
  for (const term of terms) query = query.where(termCondition(term));
  const { sql: text, parameters } = query.compile();
  return raw
    .prepare<unknown[], number>(text)
    .pluck()
    .all(...parameters);
}
