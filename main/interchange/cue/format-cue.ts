import { dropFields } from '#main/interchange/dropped-fields.ts';
import type { InterchangeTrack, WriteResult } from '#main/interchange/model.ts';
import { createDropCounter, type DropCounter } from '#main/interchange/read-report.ts';
import { CUE_EXTRA } from './parse-cue.ts';

export interface CueEntry {
  readonly track: InterchangeTrack;
  /** From the start of the recording; null leaves the entry out. */
  readonly startSeconds: number | null;
}

export interface CueSet {
  readonly title: string;
  /** Who played it. */
  readonly performer: string;
  /** Name of the recording's file, beside the sheet. */
  readonly file: string;
  /** In the order of time. */
  readonly entries: readonly CueEntry[];
}

const FRAMES = 75;
const KEPT = new Set(['title', 'artist', 'mix']);
const KEPT_EXTRA = new Set<string>([CUE_EXTRA.start, CUE_EXTRA.file]);
/** What a CD holds, and what many players read at most. */
const MOST_TRACKS = 99;

/** The format has no way to write a quote or a line break. */
function quoted(text: string, drops: DropCounter): string {
  const plain = text.replace(/[\r\n\0]+/g, ' ').trim();
  if (plain.includes('"')) drops.drop('text.quote');
  return `"${plain.replaceAll('"', "'")}"`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Minutes, seconds and frames; minutes go on beyond 59, and beyond 99 for long sets. */
function formatFrames(seconds: number): string {
  const frames = Math.max(0, Math.round(seconds * FRAMES));
  return [Math.floor(frames / (60 * FRAMES)), Math.floor(frames / FRAMES) % 60, frames % FRAMES].map(two).join(':');
}

function fileType(file: string): string {
  if (/\.mp3$/i.test(file)) return 'MP3';
  return /\.aiff?$/i.test(file) ? 'AIFF' : 'WAVE';
}

const fullTitle = ({ title, mix }: InterchangeTrack): string =>
  mix === '' || title.includes(`(${mix})`) ? title : `${title} (${mix})`;

/**
 * Writes a CUE sheet of a recorded set: one FILE, a TRACK an entry, INDEX 01 in minutes, seconds and frames (1/75 s).
 * Entries without a start and those beyond 99 are left out and counted.
 */
export function formatCue(set: CueSet): WriteResult<string> {
  const drops = createDropCounter();
  const lines = [`TITLE ${quoted(set.title, drops)}`, `PERFORMER ${quoted(set.performer, drops)}`];
  lines.push(`FILE ${quoted(set.file, drops)} ${fileType(set.file)}`);
  let number = 0;
  for (const { track, startSeconds } of set.entries) {
    if (startSeconds === null || !Number.isFinite(startSeconds)) {
      drops.drop('entry.without-start');
      continue;
    }
    number += 1;
    if (number > MOST_TRACKS) {
      drops.drop('entry.beyond-99');
      continue;
    }
    dropFields(track, KEPT, drops, KEPT_EXTRA);
    lines.push(
      `  TRACK ${two(number)} AUDIO`,
      `    TITLE ${quoted(fullTitle(track), drops)}`,
      `    PERFORMER ${quoted(track.artist, drops)}`,
      `    INDEX 01 ${formatFrames(startSeconds)}`,
    );
  }
  return { output: `${lines.join('\r\n')}\r\n`, dropped: drops.counts() };
}
