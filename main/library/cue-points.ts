import type { Mutation } from '#main/storage/mutation.ts';
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

/** Adds a cue point. @throws {AppError} `conflict` when its pad is taken. */
export function addCue(database: LibraryDatabase, trackId: TrackId, cue: CueFields): CuePoint {
  const track = trackById(database, trackId);
  check(cue, track);
  if (onPad(cuesOfTrack(database, trackId), cue.slot) !== undefined) {
    throw new AppError('conflict', `Pad ${(cue.slot ?? 0) + 1} is taken. Delete what is on it, or take another.`);
  }
  const id = CueId.parse(database.newId());
  const { kind, slot, name, colour } = cue;
  const set = {
    track_id: trackId,
    kind,
    slot,
    start_seconds: cue.startSeconds,
    end_seconds: cue.endSeconds,
    name,
    colour,
  };
  database.mutate({
    origin: 'user',
    label: `Add ${nameOf(cue)} to "${track.title}"`,
    mutations: [{ op: 'insert', table: 'cue_points', id, set }],
  });
  return { id, ...cue };
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
