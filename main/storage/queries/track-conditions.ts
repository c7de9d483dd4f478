import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { EmptyField, PlainCondition } from '#shared/domain/search-conditions.ts';
import type { TimeRange } from '#shared/domain/search-dates.ts';
import {
  type CollectionField,
  type IndexedField,
  isCollectionField,
  isIndexedField,
} from '#shared/domain/search-fields.ts';
import { anyOf, type Tree } from '#shared/domain/search-tree.ts';
import { hasWords, type SearchText } from '#shared/domain/search-words.ts';
import type { TempoWindow } from '#shared/domain/tempo.ts';
import {
  colourTest,
  emptyTest,
  type FactTest,
  keyTest,
  numberTest,
  tempoTest,
  timeTest,
  wordsTest,
} from './fact-tests.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'raw'>;

/** A condition that says all it takes: names have become ids, "near" has become values. */
export type TrackCondition =
  | PlainCondition
  | { readonly kind: 'member'; readonly of: CollectionField; readonly ids: readonly string[] }
  | { readonly kind: 'tempo'; readonly windows: readonly TempoWindow[] };

type Of<Kind extends TrackCondition['kind']> = Extract<TrackCondition, { readonly kind: Kind }>;

/** What finds tracks: a fact of each, or statements that give their numbers, those of removed tracks among them. */
export type TrackFinder = { readonly fact: FactTest } | { readonly find: (database: Database) => readonly number[] };
type Finders = Tree<TrackFinder>;

const NOTHING: Finders = { any: [] };
const byFact = (fact: FactTest): Finders => ({ is: { fact } });

/** @param select Gives row numbers of tracks. */
const bySelect = (select: string, ...values: readonly string[]): Finders => ({
  is: {
    find: ({ raw }) =>
      raw
        .prepare<unknown[], number>(select)
        .pluck()
        .all(...values),
  },
});
/** @param select Gives ids of tracks. */
const byIds = (select: string, ...values: readonly string[]): Finders =>
  bySelect(`SELECT number FROM tracks WHERE id IN (${select})`, ...values);

/** The tables that say what is in which collection. */
const MEMBERS: Readonly<Record<CollectionField, readonly [links: string, collection: string, collections: string]>> = {
  crate: ['crate_tracks', 'crate_id', 'crates'],
  set: ['set_entries', 'set_id', 'sets'],
  tag: ['track_tags', 'tag_id', 'tags'],
};

function members({ of, ids }: Of<'member'>): Finders {
  const [links, collection] = MEMBERS[of];
  const marks = ids.map(() => '?').join(',');
  return byIds(`SELECT track_id FROM ${links} WHERE ${collection} IN (${marks}) AND deleted_at IS NULL`, ...ids);
}

function inAny(of: CollectionField): Finders {
  const [links, collection, collections] = MEMBERS[of];
  return byIds(`SELECT track_id FROM ${links} WHERE deleted_at IS NULL
    AND ${collection} IN (SELECT id FROM ${collections} WHERE deleted_at IS NULL)`);
}

const REMIXED = "SELECT track_id FROM track_artists WHERE role = 'remixer' AND deleted_at IS NULL";

function empty(field: EmptyField): Finders {
  if (isCollectionField(field)) return { not: inAny(field) };
  if (field !== 'remixer') return byFact(emptyTest(field));
  return { all: [byFact(emptyTest(field)), { not: byIds(REMIXED) }] };
}

const WITH_FILE = byIds('SELECT track_id FROM files WHERE deleted_at IS NULL AND missing_since IS NULL');

/** The last time says whether anything came after a time, or nothing did; a stretch of time takes any of the plays. */
function playedIn({ from, to }: TimeRange): Finders {
  const last = byFact(timeTest('lastPlayedAt', [{ from, to }]));
  if (from === null || to === null) return last;
  const plays = 'SELECT track_id FROM plays WHERE deleted_at IS NULL AND played_at >= ? AND played_at < ?';
  return { any: [last, byIds(plays, from, to)] };
}

/** Where only a count is known, it was played as well. */
const EVER_PLAYED: Finders = {
  any: [
    byFact(timeTest('lastPlayedAt', [{ from: null, to: null }])),
    byFact(numberTest('plays', [{ min: 1, max: null, minOpen: false, maxOpen: false }])),
  ],
};

function played({ never, ranges }: Of<'played'>): Finders {
  return anyOf([...(never ? [{ not: EVER_PLAYED }] : []), ...ranges.map(playedIn)]) ?? NOTHING;
}

/** A phrase of the word index; with a star its last word may go on. Quotes are doubled, nothing else has a meaning. */
function indexPhrase({ text, match }: SearchText): string {
  return `"${text.replaceAll('"', '""')}"${match === 'words' ? ' *' : ''}`;
}

const ALL_TEXTS = ['title', 'artist', 'album', 'genre', 'label', 'comment'].join(' || char(10) || ');

function indexedText(field: IndexedField | null, texts: readonly SearchText[]): Finders {
  const parts = texts
    .filter(({ match }) => match === 'part')
    .map((part) =>
      bySelect(`SELECT number FROM tracks WHERE instr(lower(${field ?? ALL_TEXTS}), lower(?)) > 0`, part.text),
    );
  const phrases = texts.filter(({ match }) => match !== 'part').map(indexPhrase);
  if (phrases.length === 0) return anyOf(parts) ?? NOTHING;
  const search = `${field === null ? '' : `${field} : `}(${phrases.join(' OR ')})`;
  const words = bySelect('SELECT rowid FROM tracks_search WHERE tracks_search MATCH ?', search);
  return anyOf([words, ...parts]) ?? NOTHING;
}

const REMIXERS = `SELECT id, name FROM artists WHERE deleted_at IS NULL
  AND id IN (SELECT artist_id FROM track_artists WHERE role = 'remixer' AND deleted_at IS NULL)`;

/** Tracks of the remixers that their titles name. */
function findRemixed({ raw }: Database, texts: readonly SearchText[]): number[] {
  const ids = raw
    .prepare<[], { readonly id: string; readonly name: string }>(REMIXERS)
    .all()
    .filter(({ name }) => texts.some((wanted) => hasWords(name, wanted)))
    .map(({ id }) => id);
  return inParts(ids).flatMap((part) => {
    const marks = part.map(() => '?').join(',');
    const select = `SELECT number FROM tracks WHERE id IN (${REMIXED} AND artist_id IN (${marks}))`;
    return raw
      .prepare<unknown[], number>(select)
      .pluck()
      .all(...part);
  });
}

/** One of the texts, in one field or in any of the indexed ones. */
function text({ field, texts }: Of<'text'>): Finders {
  if (field === null || isIndexedField(field)) return indexedText(field, texts);
  const own = byFact(wordsTest(field, texts));
  if (field !== 'remixer') return own;
  return { any: [own, { is: { find: (database) => findRemixed(database, texts) } }] };
}

const FINDERS: { readonly [Kind in TrackCondition['kind']]: (condition: Of<Kind>) => Finders } = {
  text,
  number: ({ field, ranges }) => byFact(numberTest(field, ranges)),
  tempo: ({ windows }) => byFact(tempoTest(windows)),
  key: ({ keyIndexes }) => byFact(keyTest(keyIndexes)),
  added: ({ ranges }) => byFact(timeTest('addedAt', ranges)),
  played,
  colour: ({ names }) => byFact(colourTest(names)),
  missing: ({ missing }) => (missing ? { not: WITH_FILE } : WITH_FILE),
  empty: ({ field }) => empty(field),
  member: members,
};

/** How tracks that fulfil the condition are found. */
export function findersOf(condition: TrackCondition): Finders {
  const finders = FINDERS[condition.kind] as (condition: TrackCondition) => Finders;
  return finders(condition);
}
