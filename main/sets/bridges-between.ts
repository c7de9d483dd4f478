import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { BridgeList, BridgeRequest } from '#shared/contract/suggestions.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { OrderedTrack } from '#shared/contract/set-order.ts';
import { type Bridge, differentBridges, findBridges } from '#shared/domain/bridge/find-bridges.ts';
import { PairPrices } from '#shared/domain/set-order/pair-price.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { RankableLibrary } from './rankable-library.ts';
import { tracksAsOrdered } from './read-set.ts';
import { runInPieces } from './run-in-pieces.ts';

/** The best and three others. */
const MOST_SHOWN = 4;
/** Ways whose tracks are looked at by name, so that four are left that differ. */
const LOOKED_AT = 60;

export interface BridgeDeps {
  readonly database: LibraryDatabase;
  /** Up to date. */
  readonly library: RankableLibrary;
  /** Ends what runs. */
  readonly signal: AbortSignal;
}

/** No song and no artist twice, by all that is known of them. */
function isPlain(tracks: readonly OrderedTrack[]): boolean {
  const songs = tracks.flatMap(({ song }) => (song === '' ? [] : [song]));
  const between = tracks.slice(1, -1);
  const repeats = between.some(({ artists }, place) =>
    tracks.some((other, at) => at !== place + 1 && other.artists.some((artist) => artists.includes(artist))),
  );
  return new Set(songs).size === songs.length && !repeats;
}

const goneError = () => new AppError('not-found', 'This track is no longer in the library.');

function numberOf(library: RankableLibrary, id: TrackId): number {
  const number = library.numberOf(id);
  if (number === undefined) throw goneError();
  return number;
}

/** The ways whose tracks go together by name too, until there are enough to choose from. */
function plainOf(
  { database, library }: BridgeDeps,
  found: readonly Bridge[],
  ends: readonly [number, number],
): { readonly bridge: Bridge; readonly tracks: readonly OrderedTrack[] }[] {
  const known = new Map<string, OrderedTrack>();
  const wayOf = ({ between }: Bridge): string[] => [ends[0], ...between, ends[1]].map((number) => library.idOf(number));
  const plain: { bridge: Bridge; tracks: OrderedTrack[] }[] = [];
  for (let first = 0; first < found.length && plain.length < LOOKED_AT; first += LOOKED_AT) {
    const part = found.slice(first, first + LOOKED_AT);
    const unknown = new Set(part.flatMap(wayOf).filter((id) => !known.has(id)));
    for (const [id, track] of tracksAsOrdered(database, [...unknown])) known.set(id, track);
    for (const bridge of part) {
      const tracks = wayOf(bridge).flatMap((id) => known.get(id) ?? []);
      if (isPlain(tracks)) plain.push({ bridge, tracks });
    }
  }
  return plain;
}

/** @throws {AppError} `not-found` */
function directCost({ database }: BridgeDeps, { from, to, rules }: BridgeRequest): number {
  const ends = tracksAsOrdered(database, [from, to]);
  const [start, end] = [ends.get(from), ends.get(to)];
  if (start === undefined || end === undefined) throw goneError();
  return new PairPrices(rules).of(start, end);
}

/** @throws {AppError} `not-found`; `invalid-input` for one track; `cancelled` */
export async function bridgesBetween(deps: BridgeDeps, request: BridgeRequest): Promise<BridgeList> {
  const { library, signal } = deps;
  const { from, to, mostSteps, rules, exclude } = request;
  if (from === to) throw new AppError('invalid-input', 'Choose two different tracks to find a way between them.');
  const ends = [numberOf(library, from), numberOf(library, to)] as const;
  const excluded = new Set([...ends, ...exclude.flatMap((id) => library.numberOf(id) ?? [])]);
  const pool = library.pool().filter((track) => library.isOpen(track) && !excluded.has(track));
  const asked = { tracks: library.tracks, from: ends[0], to: ends[1], mostSteps, rules, pool };
  const plain = plainOf(deps, await runInPieces(findBridges(asked), signal), ends);
  const shown = differentBridges(
    plain.map(({ bridge }) => bridge),
    MOST_SHOWN,
  );
  const tracksOf = new Map(plain.map(({ bridge, tracks }) => [bridge, tracks]));
  return {
    bridges: shown.map((bridge) => ({ tracks: [...(tracksOf.get(bridge) ?? [])], cost: bridge.price })),
    directCost: directCost(deps, request),
  };
}
