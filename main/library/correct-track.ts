import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { surestValues } from '#main/storage/queries/surest-values.ts';
import { trackFacts } from '#main/storage/queries/track-rows.ts';
import { trackNames } from '#main/storage/queries/tracks.ts';
import type { GridChange, GridInput } from '#shared/contract/corrections.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { toBeatGrid } from '#shared/domain/beat-grid.ts';
import { mainTempo, multiplyTempo } from '#shared/domain/grid-edit.ts';
import { seconds } from '#shared/domain/units.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { readStoredGrid } from './stored-grid.ts';

const IN_WORDS: Readonly<Record<GridChange, string>> = {
  shift: 'Shift the beat grid of',
  downbeat: 'Move the downbeat of',
  tempo: 'Set the tempo of',
  segments: 'Change the grid segments of',
  several: 'Correct the beat grid of',
};

/** @throws {AppError} `not-found` */
function trackById(database: LibraryDatabase, id: TrackId) {
  const facts = trackFacts(database, id);
  const [names] = trackNames(database, [id]);
  if (facts === undefined || names === undefined) {
    throw new AppError('not-found', 'This track is no longer in the library.');
  }
  return { ...facts, title: names.title };
}
type Track = ReturnType<typeof trackById>;

function refuseLocked(isLocked: number, what: string): void {
  if (isLocked === 1) throw new AppError('conflict', `The ${what} of this track is locked. Unlock it to change it.`);
}

function refuseWithoutAnalysis({ bpm_confidence }: Track): void {
  if (bpm_confidence === null) throw new AppError('conflict', 'This track has not been analysed yet.');
}

const updateOf = (id: TrackId, set: Partial<RowFields<'tracks'>>): Mutation => ({
  op: 'update',
  table: 'tracks',
  id,
  set,
});

function updateByUser(database: LibraryDatabase, id: TrackId, label: string, set: Partial<RowFields<'tracks'>>): void {
  database.mutate({ origin: 'user', label, mutations: [updateOf(id, set)] });
}

/** The grid counts as the user's from now on, and the track's tempo follows it. @throws {AppError} `conflict` */
export function setGrid(database: LibraryDatabase, id: TrackId, grid: GridInput, change: GridChange): void {
  const track = trackById(database, id);
  refuseLocked(track.grid_locked, 'beat grid');
  const corrected = toBeatGrid(grid);
  const tempo = mainTempo(corrected, seconds(track.duration_seconds ?? 0));
  const set = { grid: JSON.stringify(corrected), bpm: tempo };
  updateByUser(database, id, `${IN_WORDS[change]} "${track.title}"`, set);
}

/**
 * What the track's grid becomes when the user takes another tempo: the beats follow it, from the first downbeat on.
 * @returns Nothing for a track without a grid, and where the grid has the tempo already.
 */
export function gridAtTempo(database: LibraryDatabase, id: TrackId, tempo: number): Partial<RowFields<'tracks'>> {
  const { own_grid: own, analysis_grid: analysed, duration_seconds: duration } = trackById(database, id);
  const stored = readStoredGrid(own) ?? readStoredGrid(analysed);
  if (stored === null) return {};
  const grid = toBeatGrid(stored);
  const before = mainTempo(grid, seconds(duration ?? 0));
  // Written as well, the grid of the analysis would be the user's own.
  return tempo === before ? {} : { grid: JSON.stringify(multiplyTempo(grid, tempo / before)) };
}

type Measured = Partial<Pick<RowFields<'tracks'>, 'grid' | 'bpm' | 'key_index'>>;

/**
 * Gives fields back to the analysis, or, where it found nothing, to the next best source: the next analysis may change
 * them. Nothing happens where they are not the user's and as they should be.
 * @param column The one whose owner counts.
 */
function giveBack(
  database: LibraryDatabase,
  id: TrackId,
  label: string,
  column: 'bpm' | 'key_index',
  found: Measured,
): void {
  const others = found[column] === null ? surestValues(database, id, [column]) : {};
  const origin = Object.keys(others).length === 0 ? 'analysis' : 'tag';
  const takesOver = isOfUser(database, id, column);
  const mutations = [updateOf(id, { ...found, ...others })];
  // On the disk when it returns, as all that the user asks for.
  database.transaction('user', () => database.mutate({ origin, label, undoable: true, takesOver, mutations }));
}

const isOfUser = (database: LibraryDatabase, id: TrackId, column: 'bpm' | 'key_index'): boolean =>
  database.fieldOrigin('tracks', id, column) === 'user';

/** @throws {AppError} `conflict` while the grid is locked, or without an analysis. */
export function useAnalysedGrid(database: LibraryDatabase, id: TrackId): void {
  const track = trackById(database, id);
  refuseLocked(track.grid_locked, 'beat grid');
  refuseWithoutAnalysis(track);
  const found = { grid: null, bpm: track.analysis_bpm };
  giveBack(database, id, `Use the analysed beat grid of "${track.title}"`, 'bpm', found);
}

/** A lock keeps the grid of the analysis as well: it is written into the track, and taken out again when unlocked. */
export function lockGrid(database: LibraryDatabase, id: TrackId, locked: boolean): void {
  const track = trackById(database, id);
  const { own_grid: own, analysis_grid: analysed, title } = track;
  if (!locked) {
    const grid = own === analysed && !isOfUser(database, id, 'bpm') ? null : own;
    updateByUser(database, id, `Unlock the beat grid of "${title}"`, { grid_locked: 0, grid });
    return;
  }
  if (own === null && analysed === null) throw new AppError('conflict', 'This track has no beat grid to lock yet.');
  updateByUser(database, id, `Lock the beat grid of "${title}"`, { grid_locked: 1, grid: own ?? analysed });
}

/** @param keyIndex null = the track has no key. @throws {AppError} `conflict` */
export function setKey(database: LibraryDatabase, id: TrackId, keyIndex: number | null): void {
  const track = trackById(database, id);
  refuseLocked(track.key_locked, 'key');
  updateByUser(database, id, `Set the key of "${track.title}"`, { key_index: keyIndex });
}

/** @throws {AppError} `conflict` while the key is locked, or without an analysis. */
export function useAnalysedKey(database: LibraryDatabase, id: TrackId): void {
  const track = trackById(database, id);
  refuseLocked(track.key_locked, 'key');
  refuseWithoutAnalysis(track);
  const found = { key_index: track.analysis_key_index };
  giveBack(database, id, `Use the analysed key of "${track.title}"`, 'key_index', found);
}

export function lockKey(database: LibraryDatabase, id: TrackId, locked: boolean): void {
  const { title } = trackById(database, id);
  updateByUser(database, id, `${locked ? 'Lock' : 'Unlock'} the key of "${title}"`, { key_locked: locked ? 1 : 0 });
}
