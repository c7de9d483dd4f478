import type { BridgeList, BridgeRequest } from '#shared/contract/suggestions.ts';
import type { OrderedTrack } from '#shared/contract/set-order.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { differentBridges, findBridges } from '#shared/domain/bridge/find-bridges.ts';
import { blankTracks } from '#shared/domain/next-track/rankable-tracks.ts';
import type { FakeLibrary } from './fake-library.ts';

function shown({ id, title, artist, bpm, keyIndex, energy }: TrackDetail): OrderedTrack {
  return { id, title, artist, bpm, key: keyIndex, energy, artists: [artist], song: title, locked: false };
}

/** Ways between two tracks of the fake library: the real search over few tracks. */
export function fakeBridges(library: FakeLibrary, request: BridgeRequest): BridgeList {
  const all = library.tracks;
  const tracks = blankTracks(all.length);
  for (const [index, { bpm, keyIndex, energy }] of all.entries()) {
    tracks.logTempo[index] = bpm === null ? Number.NaN : Math.log2(bpm);
    tracks.key[index] = keyIndex ?? -1;
    tracks.energy[index] = energy ?? Number.NaN;
  }
  const numberOf = (id: string): number => all.findIndex((track) => track.id === id);
  const [from, to] = [numberOf(library.find(request.from).id), numberOf(library.find(request.to).id)];
  const closed = new Set([from, to, ...request.exclude.map(numberOf)]);
  const pool = Int32Array.from(all.keys()).filter((number) => !closed.has(number));
  const steps = findBridges({ tracks, from, to, mostSteps: request.mostSteps, rules: request.rules, pool });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const bridges = differentBridges(step.value, 4).map(({ between, price }) => ({
    tracks: [from, ...between, to].flatMap((number) => all[number] ?? []).map(shown),
    cost: price,
  }));
  return { bridges, directCost: 3 };
}
