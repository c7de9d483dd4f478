import { z } from 'zod';
import { keyIndex, parseKey } from '#shared/domain/key.ts';
import { blankTracks, type PlayedSession, type RankableTracks } from '#shared/domain/next-track/rankable-tracks.ts';

export const DEFAULT_DATA = new URL('../../shared/data/dj-sessions.json', import.meta.url).pathname;

const Session = z.object({ date: z.iso.date(), tracks: z.array(z.number()) });
const Track = z.object({
  id: z.number(),
  artist: z.number().nullable(),
  genre: z.number().nullable(),
  bpm: z.number().nullable(),
  key: z.string().nullable(),
  seconds: z.number().nullable(),
});
export const Library = z.object({ library: z.array(Track), sessions: z.array(Session) });
export const Sessions = z.object({ sessions: z.array(Session) });

const DAY_MS = 86_400_000;

/** The order of the library is taken for that in which the tracks came into it. */
export function columnsOf(library: readonly z.infer<typeof Track>[]): RankableTracks {
  const tracks = blankTracks(library.length);
  for (const [index, { artist, genre, bpm, key, seconds }] of library.entries()) {
    tracks.logTempo[index] = bpm !== null && bpm > 0 ? Math.log2(bpm) : Number.NaN;
    const parsed = key === null ? null : parseKey(key);
    tracks.key[index] = parsed === null ? -1 : keyIndex(parsed);
    tracks.genre[index] = genre ?? -1;
    tracks.artist[index] = artist ?? -1;
    tracks.seconds[index] = seconds ?? 0;
  }
  return tracks;
}

export function sessionsOf(
  sessions: readonly z.infer<typeof Session>[],
  indexes: ReadonlyMap<number, number>,
): PlayedSession[] {
  return sessions
    .map(({ date, tracks }) => ({
      day: Date.parse(date) / DAY_MS,
      tracks: tracks.flatMap((id) => indexes.get(id) ?? []),
    }))
    .toSorted((a, b) => a.day - b.day);
}
