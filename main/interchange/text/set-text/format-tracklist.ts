import { dropFields } from '#main/interchange/dropped-fields.ts';
import type { InterchangeTrack, WriteResult } from '#main/interchange/model.ts';
import { createDropCounter, type DropCounter } from '#main/interchange/read-report.ts';
import { formatClock } from '#main/interchange/text/plain-values.ts';
import { LIST_EXTRA } from '#main/interchange/text/track-columns.ts';
import { SET_EXTRA } from './parse-set-text.ts';

export interface TracklistEntry {
  readonly track: InterchangeTrack;
  /** From the start of the set; null where it is not known. */
  readonly startSeconds: number | null;
}

export interface TracklistOptions {
  /** Writes "[1:02:33]" before entries whose start is known. */
  readonly withTimes: boolean;
  /** Writes "[Label - CAT 001]" behind the title. */
  readonly withLabels: boolean;
}

const KEPT = new Set(['title', 'artist', 'mix', 'label']);
const KEPT_EXTRA = new Set<string>(Object.values(SET_EXTRA)).add(LIST_EXTRA.start).add(LIST_EXTRA.catalogue);
const SPACED_DASH = /\s+[-–—]\s+/g;

/** A dash between blanks parts artist and title, so an artist with one would be cut there. */
function artistOf(track: InterchangeTrack, drops: DropCounter): string {
  const artist = oneLine(track.artist);
  const safe = artist.replace(SPACED_DASH, '-');
  if (safe !== artist) drops.drop('artist.dash');
  return safe;
}

const oneLine = (text: string): string => text.replace(/[\s\0]+/g, ' ').trim();

function namesOf(track: InterchangeTrack, drops: DropCounter): string {
  const [artist, title, mix] = [artistOf(track, drops), oneLine(track.title) || 'ID', oneLine(track.mix)];
  const full = mix === '' || title.includes(`(${mix})`) ? title : `${title} (${mix})`;
  return artist === '' ? full : `${artist} - ${full}`;
}

function labelOf(track: InterchangeTrack, { withLabels }: TracklistOptions, drops: DropCounter): string {
  const parts = [track.label, track.extra[LIST_EXTRA.catalogue] ?? ''].map(oneLine).filter((part) => part !== '');
  if (withLabels) return parts.length === 0 ? '' : ` [${parts.join(' - ').replace(/[[\]]/g, '')}]`;
  if (track.label !== '') drops.drop('track.label');
  return '';
}

function prefixOf({ track, startSeconds }: TracklistEntry, number: number, { withTimes }: TracklistOptions): string {
  const isLayer = track.extra[SET_EXTRA.layer] !== undefined;
  const time = withTimes && startSeconds !== null ? `[${formatClock(startSeconds)}] ` : '';
  return isLayer ? `${time}w/ ` : `${String(number).padStart(2, '0')}. ${time}`;
}

/** Writes a set as a tracklist to read and to paste: "01. [1:02:33] Artist - Title (Mix) [Label - CAT]", a title above it. */
export function formatTracklist(
  title: string,
  entries: readonly TracklistEntry[],
  options: TracklistOptions,
): WriteResult<string> {
  const drops = createDropCounter();
  const lines = oneLine(title) === '' ? [] : [oneLine(title), ''];
  let number = 0;
  for (const entry of entries) {
    if (entry.track.extra[SET_EXTRA.layer] === undefined) number += 1;
    dropFields(entry.track, KEPT, drops, KEPT_EXTRA);
    if (!options.withTimes && entry.startSeconds !== null) drops.drop('entry.start');
    const label = labelOf(entry.track, options, drops);
    lines.push(`${prefixOf(entry, number, options)}${namesOf(entry.track, drops)}${label}`);
  }
  return { output: lines.map((line) => `${line}\n`).join(''), dropped: drops.counts() };
}
