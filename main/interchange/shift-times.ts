import type { GridMarker, InterchangeCue, InterchangeTrack } from './model.ts';
import { roundTime } from './read-values.ts';

/** A loop that stops at the start keeps its length: what plays on the beat must go on doing so. */
function shiftCue(cue: InterchangeCue, seconds: number): InterchangeCue {
  const startSeconds = Math.max(0, roundTime(cue.startSeconds + seconds));
  const { endSeconds } = cue;
  return {
    ...cue,
    startSeconds,
    endSeconds: endSeconds === null ? null : roundTime(startSeconds + endSeconds - cue.startSeconds),
  };
}

/** How many cues and loops would come before the start of the track, and so stop there. */
export function countStopped({ cues }: InterchangeTrack, seconds: number): number {
  return cues.filter(({ startSeconds }) => roundTime(startSeconds + seconds) < 0).length;
}

/** A marker that would come before the start goes on by whole beats: where it stands matters less than where beats fall. */
function shiftMarker(marker: GridMarker, seconds: number): GridMarker {
  const start = marker.startSeconds + seconds;
  if (start >= 0 || marker.startSeconds < 0) return { ...marker, startSeconds: roundTime(start) };
  const beatSeconds = 60 / marker.bpm;
  const beats = Math.ceil(-start / beatSeconds);
  const beatNumber = ((marker.beatNumber - 1 + beats) % marker.beatsPerBar) + 1;
  return { ...marker, startSeconds: roundTime(start + beats * beatSeconds), beatNumber };
}

/**
 * The track with its grid and cues later by so many seconds, earlier if negative: programs differ by the samples that a
 * decoder adds at the start. Cues stop at the start of the track (`countStopped`), with loops as long as they were.
 */
export function shiftTimes(track: InterchangeTrack, seconds: number): InterchangeTrack {
  return {
    ...track,
    grid: track.grid.map((marker) => shiftMarker(marker, seconds)),
    cues: track.cues.map((cue) => shiftCue(cue, seconds)),
  };
}
