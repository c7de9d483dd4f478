import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import { qualityFacts, type QualityFacts, qualityFactsOf } from '#main/storage/queries/quality-facts.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { MendRow, QualityChange, QualityRuleId } from '#shared/contract/quality.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { areSame, changesOf, valuesOf } from './mends.ts';
import type { QualityDeps } from './quality-deps.ts';
import type { LibraryContext, QualityRule } from './quality-rule.ts';
import { ruleOf } from './registry.ts';

/** Read, judged and written within some 20 ms; others get their turn in between. */
const READ_AT_ONCE = 100;
/** Each takes its artists with it, and their links. */
const WRITTEN_AT_ONCE = 25;

export interface TaskParts {
  readonly signal: AbortSignal;
  /** @param done Tracks so far. */
  readonly onProgress: (done: number) => void;
}

const mendRow = ({ id, title, artist }: QualityFacts, changes: QualityChange[]): MendRow => ({
  trackId: TrackId.parse(id),
  title,
  artist,
  changes,
});

/**
 * Works out the mend of every track that breaks the rule.
 * @param numbers The tracks, in the order in which they are shown.
 */
export async function previewMend(
  database: LibraryDatabase,
  rule: QualityRule,
  library: LibraryContext,
  numbers: readonly number[],
  { signal, onProgress }: TaskParts,
): Promise<{ readonly rows: MendRow[]; readonly byHand: number }> {
  const rows: MendRow[] = [];
  let [byHand, done] = [0, 0];
  // Finding the tracks was a piece of its own.
  await nextTurn();
  for (const part of inParts(numbers, READ_AT_ONCE)) {
    const facts = new Map(qualityFactsOf(database, part).map((track) => [track.number, track]));
    for (const number of part) {
      const track = facts.get(number);
      if (track === undefined) continue;
      const changes = changesOf(rule, track, library);
      if (changes.length > 0) rows.push(mendRow(track, changes));
      else byHand += 1;
    }
    done += part.length;
    onProgress(done);
    await nextTurn();
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.');
  }
  return { rows, byHand };
}

/** Mends one track as it was shown. @throws {AppError} `not-found`; `conflict` when another mend is due by now. */
export function mendTrack(
  { database, editEach }: QualityDeps,
  library: LibraryContext,
  id: TrackId,
  ruleId: QualityRuleId,
  shown: readonly QualityChange[],
): { changed: number } {
  const [track] = qualityFacts(database, [id]);
  if (track === undefined) throw new AppError('not-found', 'This track is no longer in the library.');
  const rule = ruleOf(ruleId);
  if (!areSame(shown, changesOf(rule, track, library))) {
    throw new AppError('conflict', 'This track has changed since. Look at it again.');
  }
  const { changed } = editEach([valuesOf(id, shown)], `Mend "${track.title}": ${rule.name}`, null);
  return { changed };
}

/** Mends tracks as they were shown, as one step for undo; what has changed since is kept as it is. */
export async function mendTracks(
  { database, editEach }: QualityDeps,
  library: LibraryContext,
  rule: QualityRule,
  rows: readonly MendRow[],
  { signal, onProgress }: TaskParts,
): Promise<{ changed: number; kept: number; cancelled: boolean }> {
  const label = `Mend ${rows.length === 1 ? '1 track' : `${rows.length} tracks`}: ${rule.name}`;
  let [changed, done, kept] = [0, 0, 0];
  let step: string | null = null;
  try {
    for (const part of inParts(rows, WRITTEN_AT_ONCE)) {
      const ids = part.map(({ trackId }) => trackId);
      const facts = new Map<string, QualityFacts>(qualityFacts(database, ids).map((track) => [track.id, track]));
      const due = part.filter(({ trackId, changes }) => {
        const track = facts.get(trackId);
        return track !== undefined && areSame(changes, changesOf(rule, track, library));
      });
      const edits = due.map(({ trackId, changes }) => valuesOf(trackId, changes));
      const result = editEach(edits, label, step);
      step = result.txnId ?? step;
      if (step !== null) database.history.hold(step);
      changed += result.changed;
      kept += part.length - due.length;
      done += part.length;
      onProgress(done);
      await nextTurn();
      if (signal.aborted) return { changed, kept, cancelled: done < rows.length };
    }
  } finally {
    if (step !== null) database.history.release(step);
  }
  return { changed, kept, cancelled: false };
}
