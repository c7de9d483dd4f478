import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { cueById, cuesOfTrack } from '#main/storage/queries/cue-points.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import { type CueEdit, type CueFields, type CuePoint, cueFault } from '#shared/contract/cue-points.ts';
import { CueId, type TrackId } from '#shared/contract/ids.ts';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** What a cue point is called in the history: "hot cue 1", "loop". */
function nameOf({ kind, slot }: CueFields): string {
  if (kind === 'memory') return 'memory cue';
  const noun = kind === 'hot' ? 'hot cue' : 'loop';
  return slot === null ? noun : `${noun} ${slot + 1}`;
}

/** @throws {AppError} `not-found` */
function trackById(database: LibraryDatabase, id: string): TrackRow {
  const [track] = trackRows(database, [id]);
  if (track === undefined) throw new AppError('not-found', 'This track is no longer in the library.');
  return track;
}

/** @throws {AppError} `not-found` */
function existing(database: LibraryDatabase, id: CueId) {
  const found = cueById(database, id);
  if (found === undefined) throw new AppError('not-found', 'This cue point is no longer there.');
  return found;
}

/** @throws {AppError} `invalid-input` where the fields do not go together or lie after the end of the track. */
function check(cue: CueFields, { durationSeconds }: TrackRow): void {
  const last = Math.max(cue.startSeconds, cue.endSeconds ?? 0);
  // Lengths differ by what an encoder pads.
  const isLate = durationSeconds !== null && last > durationSeconds + 1;
  const fault = isLate ? 'That is after the end of the track.' : cueFault(cue);
  if (fault !== null) throw new AppError('invalid-input', fault);
}

const onPad = (cues: readonly CuePoint[], slot: number | null): CuePoint | undefined =>
  slot === null ? undefined : cues.find((cue) => cue.slot === slot);

/** @throws {AppError} `conflict` when two are for one pad, or one is for a pad that is taken. */
function refuseTaken(cues: readonly CueFields[], there: readonly CuePoint[]): void {
  const taken = new Set(there.map(({ slot }) => slot));
  for (const { slot } of cues) {
    if (slot === null) continue;
    if (taken.has(slot)) {
      throw new AppError('conflict', `Pad ${slot + 1} is taken. Delete what is on it, or take another.`);
    }
    taken.add(slot);
  }
}

function rowOf(trackId: TrackId, cue: CueFields): RowFields<'cue_points'> {
  const { kind, slot, startSeconds, endSeconds, name, colour } = cue;
  const [start_seconds, end_seconds] = [startSeconds, endSeconds];
  return { track_id: trackId, kind, role: 'cue', slot, start_seconds, end_seconds, name, colour };
}

/** Adds cue points, all or none. @throws {AppError} `conflict` when a pad is taken, `invalid-input`, `not-found`. */
export function addCues(database: LibraryDatabase, trackId: TrackId, cues: readonly CueFields[]): CuePoint[] {
  const track = trackById(database, trackId);
  for (const cue of cues) check(cue, track);
  refuseTaken(cues, cuesOfTrack(database, trackId));
  const added = cues.map((cue): CuePoint => ({ id: CueId.parse(database.newId()), ...cue }));
  const [first] = added;
  const what = added.length === 1 && first !== undefined ? nameOf(first) : `${added.length} cue points`;
  database.mutate({
    origin: 'user',
    label: `Add ${what} to "${track.title}"`,
    mutations: added.map((cue) => ({ op: 'insert', table: 'cue_points', id: cue.id, set: rowOf(trackId, cue) })),
  });
  return added;
}

/** What an edit does, in one word: the history names it. */
function verbOf(edit: CueEdit): string {
  if (edit.slot !== undefined) return 'Put';
  if (edit.startSeconds !== undefined || edit.endSeconds !== undefined) return 'Move';
  if (edit.name !== undefined) return 'Rename';
  return 'Colour';
}

/** The label of an edit: 'Move hot cue 1 of "Strobe"'. */
function editLabel(before: CuePoint, after: CuePoint, edit: CueEdit, title: string): string {
  const verb = verbOf(edit);
  if (verb !== 'Put' || after.slot === before.slot) {
    return `${verb === 'Put' ? 'Change' : verb} ${nameOf(before)} of "${title}"`;
  }
  const pad = after.slot === null ? 'off its pad' : `on pad ${after.slot + 1}`;
  return `Put ${nameOf(before)} of "${title}" ${pad}`;
}

/** Changes a cue point; the one on the pad that it goes to takes its place. @throws {AppError} */
export function editCue(database: LibraryDatabase, id: CueId, edit: CueEdit): CuePoint {
  const { trackId, cue: before } = existing(database, id);
  const track = trackById(database, trackId);
  const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const after: CuePoint = { ...before, ...given };
  check(after, track);
  const displaced = after.slot === before.slot ? undefined : onPad(cuesOfTrack(database, trackId), after.slot);
  if (displaced !== undefined) check({ ...displaced, slot: before.slot }, track);
  const mutations: Mutation[] = [
    {
      op: 'update',
      table: 'cue_points',
      id,
      set: {
        slot: after.slot,
        start_seconds: after.startSeconds,
        end_seconds: after.endSeconds,
        name: after.name,
        colour: after.colour,
      },
    },
  ];
  if (displaced !== undefined) {
    mutations.push({ op: 'update', table: 'cue_points', id: displaced.id, set: { slot: before.slot } });
  }
  database.mutate({ origin: 'user', label: editLabel(before, after, edit, track.title), mutations });
  return after;
}

export function removeCue(database: LibraryDatabase, id: CueId): void {
  const { trackId, cue } = existing(database, id);
  const { title } = trackById(database, trackId);
  database.mutate({
    origin: 'user',
    label: `Delete ${nameOf(cue)} of "${title}"`,
    mutations: [{ op: 'delete', table: 'cue_points', id }],
  });
}
