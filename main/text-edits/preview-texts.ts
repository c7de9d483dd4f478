import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobProgress } from '#main/platform/background-jobs.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import { trackTexts } from '#main/storage/queries/track-texts.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { TextEditing, TextEditPreview, TextEditRequest, TextEditRow } from '#shared/contract/text-edits.ts';
import type { ChangedTexts, TrackTexts } from './change-texts.ts';
import type { TextEditDeps } from './text-edit-deps.ts';
import type { TextEditThread } from './text-edit-thread.ts';

const TRACKS_AT_ONCE = 500;

export interface TextPlan {
  readonly preview: TextEditPreview;
  /** The rows of a track stand together. */
  readonly rows: readonly TextEditRow[];
}

type StoredTexts = TrackTexts & { readonly id: string };

function rowsOf({ id, title, artist, ...texts }: StoredTexts, { changes }: ChangedTexts): TextEditRow[] {
  const before: TrackTexts = { title, artist, ...texts };
  const trackId = TrackId.parse(id);
  return changes.map(({ field, after, paired }) => ({
    trackId,
    title,
    artist,
    field,
    before: before[field],
    after,
    paired,
  }));
}

interface Found {
  readonly rows: TextEditRow[];
  tracks: number;
  unchanged: number;
  emptied: number;
  tooLong: number;
}

function collect(found: Found, stored: readonly StoredTexts[], changed: readonly ChangedTexts[]): void {
  for (const [index, track] of stored.entries()) {
    const texts = changed[index];
    if (texts === undefined) throw new Error('The thread left out a track');
    found.rows.push(...rowsOf(track, texts));
    if (texts.changes.length > 0) found.tracks += 1;
    else found.unchanged += 1;
    found.emptied += texts.emptied;
    found.tooLong += texts.tooLong;
  }
}

/** In the order of the ids. */
function inOrder(ids: readonly string[], tracks: readonly StoredTexts[]): StoredTexts[] {
  const byId = new Map(tracks.map((track) => [track.id, track]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * Finds out what a change would do. Reads some hundred tracks at a time and has a thread change them.
 * @returns null when it was stopped.
 * @throws {AppError} `invalid-input` when the pattern is none, or goes on for too long.
 */
export async function previewTexts(
  { deps, thread }: { readonly deps: TextEditDeps; readonly thread: TextEditThread },
  { number, request }: { readonly number: number; readonly request: TextEditRequest },
  progress: JobProgress<TextEditing>,
  signal: AbortSignal,
): Promise<TextPlan | null> {
  const { scope, fields, change } = request;
  const ids = scope.kind === 'tracks' ? [...new Set(scope.ids)] : await deps.trackIds(scope.query);
  progress.total(ids.length);
  const found: Found = { rows: [], tracks: 0, unchanged: 0, emptied: 0, tooLong: 0 };
  try {
    await thread.start({ change, fields }, signal);
    for (const part of inParts(ids, TRACKS_AT_ONCE)) {
      if (signal.aborted) return null;
      const stored = inOrder(part, trackTexts(deps.database, part));
      collect(found, stored, await thread.run({ change, fields, texts: stored }, signal));
      progress.counted(part.length);
      await nextTurn();
    }
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
  const { rows, ...counts } = found;
  return { preview: { number, rows: rows.length, ...counts }, rows };
}
