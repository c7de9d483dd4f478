import type { GridChange, GridInput } from '#shared/contract/corrections.ts';
import { type CueEdit, type CueFields, type CuePoint, cueFault } from '#shared/contract/cue-points.ts';
import type { CueId, TrackId } from '#shared/contract/ids.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { mainTempo } from '#shared/domain/grid-edit.ts';
import { bpm, seconds } from '#shared/domain/units.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FakeLibrary } from './fake-library.ts';
import { inventAnalysis, inventedId, trackIndex } from './invented-tracks.ts';

/** What a new analysis changes in a track: not what is locked or the user's. */
export function analysedAgain(track: TrackDetail): TrackDetail {
  const found = inventAnalysis(trackIndex(track.id));
  const keepsGrid = track.gridLocked || track.gridSource === 'user';
  const keepsKey = track.keyLocked || track.keySource === 'user';
  return {
    ...track,
    ...found,
    ...(keepsGrid ? { grid: track.grid, bpm: track.bpm } : {}),
    ...(keepsKey ? { keyIndex: track.keyIndex } : {}),
  };
}

const byStart = (a: CuePoint, b: CuePoint): number => a.startSeconds - b.startSeconds;

function check(cue: CueFields): void {
  const fault = cueFault(cue);
  if (fault !== null) throw new AppError('invalid-input', fault);
}

/** The user's corrections in the fake host. As in the real one each is a step for undo and a lock refuses them. */
export class FakeCorrections {
  private readonly library: FakeLibrary;
  private made = 0;

  constructor(library: FakeLibrary) {
    this.library = library;
  }

  setGrid(id: TrackId, grid: GridInput, change: GridChange): void {
    const track = this.unlocked(id, 'gridLocked', 'beat grid');
    const segments = grid.segments.map((segment) => ({
      ...segment,
      startSeconds: seconds(segment.startSeconds),
      bpm: bpm(segment.bpm),
    }));
    const tempo = mainTempo({ ...grid, segments }, seconds(track.durationSeconds ?? 0));
    this.change(id, `Grid ${change}: "${track.title}"`, { grid, bpm: tempo, gridSource: 'user' });
  }

  useAnalysedGrid(id: TrackId): void {
    const track = this.unlocked(id, 'gridLocked', 'beat grid');
    const { grid, bpm: tempo } = inventAnalysis(trackIndex(id));
    this.change(id, `Use the analysed beat grid of "${track.title}"`, { grid, bpm: tempo, gridSource: 'analysis' });
  }

  lockGrid(id: TrackId, locked: boolean): void {
    const { title, grid } = this.library.find(id);
    if (locked && grid === null) throw new AppError('conflict', 'This track has no beat grid to lock yet.');
    this.change(id, `${locked ? 'Lock' : 'Unlock'} the beat grid of "${title}"`, { gridLocked: locked });
  }

  setKey(id: TrackId, keyIndex: number | null): void {
    const { title } = this.unlocked(id, 'keyLocked', 'key');
    this.change(id, `Set the key of "${title}"`, { keyIndex, keySource: 'user' });
  }

  useAnalysedKey(id: TrackId): void {
    const { title, analysisKeyIndex } = this.unlocked(id, 'keyLocked', 'key');
    this.change(id, `Use the analysed key of "${title}"`, { keyIndex: analysisKeyIndex, keySource: 'analysis' });
  }

  lockKey(id: TrackId, locked: boolean): void {
    const { title } = this.library.find(id);
    this.change(id, `${locked ? 'Lock' : 'Unlock'} the key of "${title}"`, { keyLocked: locked });
  }

  addCues(id: TrackId, given: readonly CueFields[]): CuePoint[] {
    const track = this.library.find(id);
    for (const fields of given) {
      check(fields);
      if (fields.slot !== null && track.cues.some(({ slot }) => slot === fields.slot))
        throw new AppError('conflict', `Pad ${fields.slot + 1} is taken. Delete what is on it, or take another.`);
    }
    const added = given.map((fields): CuePoint => {
      this.made += 1;
      return { id: inventedId(4, this.made) as CueId, ...fields };
    });
    this.setCues(track, `Add cue to "${track.title}"`, [...track.cues, ...added]);
    return added;
  }

  editCue(id: CueId, edit: CueEdit): CuePoint {
    const { track, cue } = this.cue(id);
    const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
    const after: CuePoint = { ...cue, ...given };
    check(after);
    const cues = track.cues.map((each) => {
      if (each.id === id) return after;
      return after.slot !== null && each.slot === after.slot ? { ...each, slot: cue.slot } : each;
    });
    this.setCues(track, `Change cue of "${track.title}"`, cues);
    return after;
  }

  removeCue(id: CueId): void {
    const { track } = this.cue(id);
    const cues = track.cues.filter((each) => each.id !== id);
    this.setCues(track, `Delete cue of "${track.title}"`, cues);
  }

  private unlocked(id: TrackId, lock: 'gridLocked' | 'keyLocked', what: string): TrackDetail {
    const track = this.library.find(id);
    if (track[lock]) throw new AppError('conflict', `The ${what} of this track is locked. Unlock it to change it.`);
    return track;
  }

  private cue(id: CueId): { track: TrackDetail; cue: CuePoint } {
    for (const track of this.library.tracks) {
      const cue = track.cues.find((each) => each.id === id);
      if (cue) return { track, cue };
    }
    throw new AppError('not-found', 'This cue point is no longer there.');
  }

  private setCues(track: TrackDetail, label: string, cues: readonly CuePoint[]): void {
    this.change(track.id, label, { cues: [...cues].sort(byStart) });
  }

  private change(id: TrackId, label: string, set: Partial<TrackDetail>): void {
    const tracks = this.library.tracks.map((track) => (track.id === id ? { ...track, ...set } : track));
    this.library.change(label, { tracks });
  }
}
