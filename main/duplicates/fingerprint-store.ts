import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { countToFingerprint, tracksToFingerprint } from '#main/storage/queries/fingerprints.ts';
import { encodeWords } from './fingerprint-bytes.ts';
import type { Fingerprint } from './fingerprint-messages.ts';
import type { MatchedPair } from './match/match-messages.ts';

const PAGE_ROWS = 200;
const SEARCHED_KEY = 'duplicates.searched';
/** Of the derived edges between tracks. */
export const DUPLICATE_EDGE = 'duplicate';

export interface TrackToHear {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly contentHash: string;
}

/** What the library keeps of searches: fingerprints, what was found alike, and when. All of it can be found again. */
export interface FingerprintStore {
  unheard(): number;
  /** The next tracks to hear, behind row number `after`. */
  toHear(after: number): TrackToHear[];
  /** `null`: the file cannot be read; it is tried again when it has changed. */
  keep(track: TrackToHear, fingerprint: Fingerprint | null): void;
  /** Takes the place of what the search before found. */
  keepPairs(pairs: readonly MatchedPair[]): void;
  searchedAt(): string | null;
}

export function createFingerprintStore(database: LibraryDatabase, clock: Clock): FingerprintStore {
  const { db, query, raw } = database;
  const now = (): string => isoTime(clock.now());

  function writeSearched(): void {
    const row = { value: JSON.stringify(now()), updated_at: now() };
    query.run(
      db
        .insertInto('settings')
        .values({ key: SEARCHED_KEY, ...row })
        .onConflict((on) => on.column('key').doUpdateSet(row)),
    );
  }

  return {
    unheard: () => query.first(countToFingerprint(db))?.count ?? 0,
    toHear: (after) => query.all(tracksToFingerprint(db, after, PAGE_ROWS)),
    keep: ({ id, contentHash }, fingerprint) =>
      database.transaction('derived', () => {
        const words = fingerprint?.words ?? new Uint32Array();
        const row = {
          content_hash: contentHash,
          fingerprint: words.length === 0 ? null : encodeWords(words),
          cutoff_hz: fingerprint?.cutoffHz ?? null,
          found_at: now(),
        };
        query.run(
          db
            .insertInto('track_fingerprints')
            .values({ track_id: id, ...row })
            .onConflict((on) => on.column('track_id').doUpdateSet(row)),
        );
      }),
    keepPairs: (pairs) =>
      database.transaction('derived', () => {
        query.run(db.deleteFrom('track_relationships').where('type', '=', DUPLICATE_EDGE));
        const insert = raw.prepare(
          `INSERT INTO track_relationships (id, source_track_id, target_track_id, type, weight, evidence, created_at)
            SELECT ?, ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM tracks WHERE id IN (?, ?)) = 2`,
        );
        for (const { trackId, otherId, by, likeness, offsetSeconds } of pairs) {
          const evidence = JSON.stringify({ by, offsetSeconds });
          const edge = [database.newId(), trackId, otherId, DUPLICATE_EDGE, likeness, evidence, now()];
          insert.run(...edge, trackId, otherId);
        }
        writeSearched();
        database.markChanged('track_relationships', [DUPLICATE_EDGE]);
      }),
    searchedAt: () => {
      const stored = query.first(db.selectFrom('settings').select('value').where('key', '=', SEARCHED_KEY));
      return stored === undefined ? null : (JSON.parse(stored.value) as string);
    },
  };
}
