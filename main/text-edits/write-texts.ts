import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobProgress } from '#main/platform/background-jobs.ts';
import { LongStep } from '#main/storage/long-step.ts';
import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import { trackTexts } from '#main/storage/queries/track-texts.ts';
import type { TextEditing, TextEditResult, TextEditRow } from '#shared/contract/text-edits.ts';
import type { TextField } from '#shared/contract/text-edits.ts';
import { type EditedNames, editedNames } from '#shared/domain/edited-names.ts';
import { pairOf } from '#shared/domain/paired-rows.ts';
import type { TrackTexts } from './change-texts.ts';
import type { TextEditDeps } from './text-edit-deps.ts';

/** So many tracks, with their artists, are written within a few milliseconds; others get their turn in between. */
const TRACKS_AT_ONCE = 50;

interface TrackChange {
  readonly trackId: string;
  readonly rows: readonly TextEditRow[];
}

type StoredTexts = TrackTexts & { readonly id: string };

/** Whoever changed a text after it was looked at keeps theirs; of a pair both stay. */
function stillAsSeen(texts: TrackTexts, rows: readonly TextEditRow[]): readonly TextEditRow[] {
  const isAsSeen = ({ field, before }: TextEditRow): boolean => texts[field] === before;
  const pairHolds = rows.filter(({ paired }) => paired).every(isAsSeen);
  return rows.filter((row) => (row.paired ? pairHolds : isAsSeen(row)));
}

function fieldsOf(rows: readonly TextEditRow[]): Partial<RowFields<'tracks'>> {
  const column = (field: TextField) => (field === 'albumArtist' ? 'album_artist' : field);
  return Object.fromEntries(rows.map(({ field, after }) => [column(field), after]));
}

/** Title, artist and remixer tell who the artists are. */
function namedTrack(stored: StoredTexts, rows: readonly TextEditRow[]): EditedNames[] {
  if (!rows.some(({ field }) => field === 'title' || field === 'artist' || field === 'remixer')) return [];
  return [editedNames(stored, Object.fromEntries(rows.map(({ field, after }) => [field, after])))];
}

interface Part {
  readonly mutations: readonly Mutation[];
  readonly tracks: number;
  readonly skipped: number;
}

function readPart(deps: TextEditDeps, part: readonly TrackChange[]): Part {
  const ids = part.map(({ trackId }) => trackId);
  const stored = new Map(trackTexts(deps.database, ids).map((track) => [track.id, track]));
  const edits: Mutation[] = [];
  const named: EditedNames[] = [];
  let skipped = 0;
  for (const { trackId, rows } of part) {
    const texts = stored.get(trackId);
    const wanted = texts === undefined ? [] : stillAsSeen(texts, rows);
    skipped += rows.length - wanted.length;
    if (texts === undefined || wanted.length === 0) continue;
    edits.push({ op: 'update', table: 'tracks', id: trackId, set: fieldsOf(wanted) });
    named.push(...namedTrack(texts, wanted));
  }
  return { mutations: [...edits, ...deps.artistMutations(named)], tracks: edits.length, skipped };
}

/** @param leftOut Places of rows; their pairs go with them. */
export function chosenChanges(rows: readonly TextEditRow[], leftOut: ReadonlySet<number>): TrackChange[] {
  const isOut = (index: number): boolean => {
    const pair = pairOf(index, (at) => rows[at]);
    return leftOut.has(index) || (pair !== null && leftOut.has(pair));
  };
  const chosen = rows.filter((_, index) => !isOut(index));
  return [...Map.groupBy(chosen, ({ trackId }) => trackId)].map(([trackId, own]) => ({ trackId, rows: own }));
}

/**
 * Writes the changes, some tracks at a time, as one step for undo. Stops when the signal aborts; what is written stays.
 * @param label What undo calls it.
 */
export async function writeTexts(
  deps: TextEditDeps,
  { changes, label }: { readonly changes: readonly TrackChange[]; readonly label: string },
  progress: JobProgress<TextEditing>,
  signal: AbortSignal,
): Promise<TextEditResult> {
  progress.total(changes.length);
  let changed = 0;
  let skipped = 0;
  const step = new LongStep(deps.database, { origin: 'user', label });
  try {
    for (const part of inParts(changes, TRACKS_AT_ONCE)) {
      if (signal.aborted) break;
      const { mutations, tracks, skipped: left } = readPart(deps, part);
      step.write(mutations);
      changed += tracks;
      skipped += left;
      progress.counted(part.length);
      await nextTurn();
    }
  } finally {
    step.end();
  }
  return { changed, skipped, cancelled: signal.aborted };
}
