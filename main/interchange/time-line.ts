import { open } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { audioStartOf, hasTraktorDelay, MP3_START_BYTES } from './mp3-start.ts';
import type { InterchangeTrack } from './model.ts';
import { countStopped, shiftTimes } from './shift-times.ts';
import type { TrackCollector, TrackList } from './track-list.ts';

/** The length of an MP3 frame at 44.1 kHz, as the programs round it. */
const DELAY_SECONDS = 0.026;
/** So many files are asked at once; then others get their turn. */
const TRACKS_AT_ONCE = 32;

const LATE_FORMATS: readonly string[] = ['traktor-nml', 'serato'];

/** Whether a format's program plays the first frame of some MP3 files as silence: Traktor and Serato do. */
export const isLateFormat = (format: string): boolean => LATE_FORMATS.includes(format);

/** By how many seconds the times of Traktor and Serato are later than ours in a file; 0 for most. */
export async function delayOf(path: string): Promise<number> {
  return /\.mp3$/i.test(path) && (await isDelayed(path)) ? DELAY_SECONDS : 0;
}

async function isDelayed(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'r');
    try {
      const head = Buffer.alloc(16);
      await handle.read(head, 0, head.length, 0);
      const start = Buffer.alloc(MP3_START_BYTES);
      const { bytesRead } = await handle.read(start, 0, start.length, audioStartOf(head));
      return hasTraktorDelay(start.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (error) {
    // A file that is not on this machine, or cannot be read, leaves the times as they are.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

export interface ChangedTimeLine<Tracks> {
  readonly tracks: Tracks;
  /** Tracks that were moved. */
  readonly shifted: number;
  /** In the order of the tracks. */
  readonly stopped: readonly StoppedCues[];
}

/** Cues and loops of a track that would come before its start: they are there now, up to 26 ms late. */
export interface StoppedCues {
  readonly title: string;
  readonly count: number;
}

interface Changed {
  readonly track: InterchangeTrack;
  readonly stopped: number;
}

/**
 * Brings tracks from the time line of Traktor and Serato to that of everybody else (`early`), or back (`late`): they differ by
 * 26 ms for some MP3 files, of which the files tell, so that only those on this machine can be asked.
 * @param changed Gets all tracks, in their order.
 * @param pathOf Where the file of a track is here; null where it is not.
 */
export async function changeTimeLineInto<Tracks extends TrackCollector>(
  tracks: TrackList,
  changed: Tracks,
  to: 'early' | 'late',
  pathOf: (track: InterchangeTrack) => string | null,
): Promise<ChangedTimeLine<Tracks>> {
  const stopped: StoppedCues[] = [];
  let shifted = 0;
  const change = async (track: InterchangeTrack): Promise<Changed> => {
    const path = track.grid.length + track.cues.length === 0 ? null : pathOf(track);
    const delay = path === null ? 0 : await delayOf(path);
    if (delay === 0) return { track, stopped: 0 };
    const seconds = to === 'early' ? -delay : delay;
    shifted += 1;
    return { track: shiftTimes(track, seconds), stopped: countStopped(track, seconds) };
  };
  let waiting: Promise<Changed>[] = [];
  const takeWaiting = async (): Promise<void> => {
    for (const { track, stopped: count } of await Promise.all(waiting)) {
      changed.push(track);
      if (count > 0) stopped.push({ title: track.title, count });
    }
    waiting = [];
    await nextTurn();
  };
  for (const track of tracks) {
    waiting.push(change(track));
    if (waiting.length === TRACKS_AT_ONCE) await takeWaiting();
  }
  await takeWaiting();
  return { tracks: changed, shifted, stopped };
}

/** As `changeTimeLineInto`, for tracks that stand in memory. */
export function changeTimeLine(
  tracks: readonly InterchangeTrack[],
  to: 'early' | 'late',
  pathOf: (track: InterchangeTrack) => string | null,
): Promise<ChangedTimeLine<readonly InterchangeTrack[]>> {
  return changeTimeLineInto<InterchangeTrack[]>(tracks, [], to, pathOf);
}
