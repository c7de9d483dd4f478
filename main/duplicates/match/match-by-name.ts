import { SAME_LENGTH_SECONDS } from '#shared/domain/same-length.ts';
import { recordingKey, type SongVersion } from '#shared/domain/song-version.ts';
import type { MatchedPair } from './match-messages.ts';

export interface NamedTrack {
  readonly id: string;
  readonly durationSeconds: number | null;
  readonly song: SongVersion;
}

/** As sure as names alone can be. */
const NAME_LIKENESS = 0.5;

/** Pairs of the same artist, title and version whose lengths are within two seconds, shortest first. */
export function matchByName(tracks: readonly NamedTrack[]): MatchedPair[] {
  const alike = new Map<string, (NamedTrack & { readonly durationSeconds: number })[]>();
  for (const track of tracks) {
    const { song, durationSeconds } = track;
    if (song.song === '' || durationSeconds === null) continue;
    const key = recordingKey(song);
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [{ ...track, durationSeconds }]);
    else known.push({ ...track, durationSeconds });
  }
  const pairs: MatchedPair[] = [];
  for (const group of alike.values()) {
    const sorted = group.sort((a, b) => a.durationSeconds - b.durationSeconds);
    // Neighbours are enough: what follows from them is put into one group anyway.
    for (const [n, track] of sorted.entries()) {
      const next = sorted[n + 1];
      if (next === undefined || next.durationSeconds - track.durationSeconds > SAME_LENGTH_SECONDS) continue;
      pairs.push({ trackId: track.id, otherId: next.id, by: 'name', likeness: NAME_LIKENESS, offsetSeconds: 0 });
    }
  }
  return pairs;
}
