import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { setTrackFacts } from '#main/storage/queries/set-builder.ts';
import { liveTracks } from '#main/storage/ordered-tracks.ts';
import { type SetId, TrackId } from '#shared/contract/ids.ts';
import type { FilledTrack, FillProposal, SetFilling, SetFillRequest } from '#shared/contract/set-fill.ts';
import type { OrderedTrack } from '#shared/contract/set-order.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import type { FillLimit, FillRequest, FixedTrack } from '#shared/domain/set-fill/fill-set.ts';
import type { FillTrack } from '#shared/domain/set-fill/fill-track.ts';
import type { SetPhase } from '#shared/domain/set-phase.ts';
import { phasesByTime, type TemplatePhase } from '#shared/domain/set-template/set-template.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { fillPool, type PoolTrack } from './fill-pool.ts';
import { type OrderThread, searchInThread } from './order-in-thread.ts';
import { planOf, setTracks } from './read-set.ts';
import { searchStates } from './search-states.ts';
import { contentOf, restoring, type VersionContent } from './set-version.ts';

/** Fills a set to a length along an arc: looked at first, then made as one step. */
export interface SetFillService {
  /**
   * @returns How far the search is, then what it found. Ends when `signal` aborts, and the search with it.
   * @throws {AppError} `not-found`; `invalid-input` where there is nothing to fill it with; `unavailable`
   */
  propose(request: SetFillRequest, signal: AbortSignal): AsyncGenerator<SetFilling, void, void>;
  /** @throws {AppError} `not-found`; `conflict` when the set has changed; `invalid-input` where a locked track is left out. */
  accept(
    id: SetId,
    before: readonly TrackId[],
    tracks: readonly TrackId[],
    phases?: readonly TemplatePhase[],
  ): { added: number; removed: number };
  /** Ends what runs. */
  stop(): void;
}

export interface SetFillDeps {
  readonly database: LibraryDatabase;
  readonly thread: OrderThread;
  readonly trackIds: (query: TrackQuery) => Promise<readonly TrackId[]>;
}

/** A track of the set or of the pool: how it is judged, and how it is shown. */
interface Candidate {
  readonly judged: FillTrack;
  readonly shown: FilledTrack;
}

const minutes = (seconds: number): string => {
  const whole = Math.round(seconds / 60);
  const hours = Math.floor(whole / 60);
  return hours === 0 ? `${whole} min` : `${hours} h ${whole % 60} min`;
};

function limitInWords(limit: FillLimit, seconds: number, { targetSeconds, keepUnlocked }: SetFillRequest): string {
  const [found, wanted] = [minutes(seconds), minutes(targetSeconds)];
  if (limit === 'kept-too-long') {
    const kept = keepUnlocked ? 'The tracks that stay' : 'The locked tracks';
    return `${kept} are ${found} long, more than the ${wanted} asked for. This is the nearest: nothing is added.`;
  }
  if (limit === 'locked-places') {
    return `A locked track stands too far back for ${wanted}. This is the nearest, ${found}: move it forward or unlock it.`;
  }
  return `There is too little music to choose from for ${wanted}. This is the nearest, with all of it: ${found}.`;
}

function candidateOfSet(track: OrderedTrack, seconds: number | null): Candidate {
  // Chosen by the DJ: nothing speaks against it.
  return { judged: { ...track, seconds: seconds ?? 0, liking: 1 }, shown: { ...track, seconds, isNew: false } };
}

function candidateOfPool(track: PoolTrack): Candidate {
  const { id, title, artist, bpm, key, energy, artists, song, seconds } = track;
  const facts = { title, artist, bpm, key, energy, artists: [...artists], song, seconds };
  return { judged: track, shown: { id: TrackId.parse(id), ...facts, locked: false, isNew: true } };
}

/** Of each track, by the time at which it is played. */
function phasesFor(database: LibraryDatabase, tracks: readonly TrackId[], phases: readonly TemplatePhase[]) {
  const facts = setTrackFacts(database, tracks);
  return phasesByTime(
    tracks.map((id) => facts.get(id)?.duration_seconds ?? 0),
    phases,
  );
}

function toEntries(
  now: VersionContent,
  tracks: readonly TrackId[],
  phases: readonly (SetPhase | null)[],
): VersionContent['entries'] {
  const known = new Map(now.entries.map((entry) => [entry.trackId, entry]));
  return tracks.map(
    (trackId, place) =>
      known.get(trackId) ?? { trackId, phase: phases[place] ?? null, notes: '', locked: 0, alternatives: [] },
  );
}

/** @throws {AppError} */
function checkTracks(now: VersionContent, before: readonly TrackId[], tracks: readonly TrackId[]): void {
  const isSame = now.entries.length === before.length && now.entries.every((entry, n) => entry.trackId === before[n]);
  if (!isSame) {
    const words = 'The set has changed since this was found. Nothing was added. Fill it again.';
    throw new AppError('conflict', words);
  }
  const wanted = new Set<string>(tracks);
  if (wanted.size !== tracks.length) throw new AppError('invalid-input', 'A track stands in it twice. Fill it again.');
  if (now.entries.some(({ trackId, locked }) => locked === 1 && !wanted.has(trackId))) {
    throw new AppError('invalid-input', 'A locked track would leave the set. Unlock it first, or fill it again.');
  }
}

interface Problem {
  readonly before: readonly TrackId[];
  readonly request: FillRequest;
  /** By the numbers of the search. */
  readonly candidates: readonly Candidate[];
  readonly present: readonly Candidate[];
  readonly note: string | null;
}

function placesOf(present: readonly Candidate[]): FixedTrack[] {
  return present.flatMap(({ judged, shown }, place) => (shown.locked ? [{ ...judged, place }] : []));
}

/** @throws {AppError} `invalid-input` where there is nothing to fill the set with. */
async function problemOf({ database, trackIds }: SetFillDeps, asked: SetFillRequest): Promise<Problem> {
  const { id, from, rules, arc, targetSeconds, keepUnlocked } = asked;
  const tracks = setTracks(database, id);
  const before = tracks.map((track) => track.id);
  const facts = setTrackFacts(database, before);
  const present = tracks.map((track) => candidateOfSet(track, facts.get(track.id)?.duration_seconds ?? null));
  const found = await fillPool(database, await trackIds(from), new Set(before), arc);
  const open = present.filter(({ shown }) => !shown.locked);
  const kept = keepUnlocked ? open : [];
  const givingWay = keepUnlocked ? [] : open.filter(({ judged }) => judged.seconds > 0);
  const pool = [...givingWay, ...found.tracks.map(candidateOfPool)];
  if (pool.length === 0) {
    const words = `There is nothing to fill the set with. ${found.note ?? 'Choose another crate or list.'}`;
    throw new AppError('invalid-input', words);
  }
  const judged = (candidates: readonly Candidate[]): FillTrack[] => candidates.map((candidate) => candidate.judged);
  const request = { fixed: placesOf(present), kept: judged(kept), pool: judged(pool), targetSeconds, rules, arc };
  const candidates = [...present.filter(({ shown }) => shown.locked), ...kept, ...pool];
  return { before, request, candidates, present, note: found.note };
}

export function createSetFillService(deps: SetFillDeps): SetFillService {
  const { database, thread } = deps;
  const closing = new AbortController();

  async function search(
    asked: SetFillRequest,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<FillProposal> {
    const { before, request, candidates, present, note } = await problemOf(deps, asked);
    const { order, seconds, limit } = await searchInThread(thread, { kind: 'fill', request }, onProgress, signal);
    const tracks = order.flatMap((number) => candidates[number]?.shown ?? []);
    const staying = new Set(tracks.map(({ id }) => id));
    const words = limit === null ? [] : [limitInWords(limit, seconds, asked)];
    return {
      before: [...before],
      tracks,
      leaving: present.flatMap(({ shown }) => (staying.has(shown.id) ? [] : [shown])),
      seconds,
      notes: [...words, ...(note === null ? [] : [note])],
    };
  }

  return {
    async *propose(request, caller) {
      planOf(database, request.id);
      const signal = AbortSignal.any([caller, closing.signal]);
      yield* searchStates(signal, (onProgress) => search(request, onProgress, signal));
    },
    accept: (id, before, tracks, phases = []) => {
      const { name } = planOf(database, id);
      const now = contentOf(database, id);
      checkTracks(now, before, tracks);
      const live = liveTracks(database, tracks) as TrackId[];
      const { mutations } = restoring(database, id, {
        entries: toEntries(now, live, phasesFor(database, live, phases)),
      });
      database.mutate({ origin: 'user', label: `Fill set "${name}"`, mutations });
      const present = new Set<string>(before);
      const staying = live.filter((track) => present.has(track)).length;
      return { added: live.length - staying, removed: before.length - staying };
    },
    stop: () => closing.abort(),
  };
}
