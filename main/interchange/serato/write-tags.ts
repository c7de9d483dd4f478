import { encodeUtf8 } from '#main/interchange/bytes.ts';
import { colourFromNumber } from '#main/interchange/colour.ts';
import type { Dropped, InterchangeCue } from '#main/interchange/model.ts';
import { createDropCounter, type DropCounter } from '#main/interchange/read-report.ts';
import { formatSeratoAutotags } from './autotags.ts';
import { formatOggBeatGrid, formatSeratoBeatGrid } from './beat-grid.ts';
import {
  type SeratoContainer,
  type SeratoPayload,
  type SeratoPayloads,
  seratoFieldName,
  wrapSeratoField,
} from './fields.ts';
import { gridToSerato } from './grid.ts';
import {
  formatOggMarkers,
  formatSeratoMarkers,
  MARKERS_CUES,
  MARKERS_LOOPS,
  type SeratoMarker,
  type SeratoMarkers,
} from './markers.ts';
import { formatOggMarkers2, formatSeratoMarkers2, MARKERS2_BYTES, type SeratoEntry } from './markers2.ts';
import type { SeratoTags } from './read-tags.ts';
import { storedTrackColour } from './track-colour.ts';

/** Pads for cues; loops are counted apart. */
export const MOST_CUES = 8;
const MOST_LOOPS = 8;
/** What Serato gives its eight pads by itself. */
const PAD_COLOURS = ['#cc0000', '#cc8800', '#0000cc', '#cccc00', '#00cc00', '#cc00cc', '#00cccc', '#8800cc'] as const;
const LOOP_COLOUR = '#27aae1';
/** The greatest time that Markers_ can hold: 28 bits. */
const MOST_MS = 0xfffffff;

const milliseconds = (seconds: number): number => Math.min(MOST_MS, Math.max(0, Math.round(seconds * 1_000)));

function cueEntries(cues: readonly InterchangeCue[], drops: DropCounter): SeratoEntry[] {
  const bySlot = new Map<number, SeratoEntry>();
  for (const { type, slot, startSeconds, name, colour } of cues) {
    if (type === 'loop') continue;
    if (slot === null) drops.drop(type === 'cue' ? 'cue.memory' : `cue.${type}`);
    else if (slot >= MOST_CUES || bySlot.has(slot)) drops.drop('cue.slot');
    else {
      // A load or fade point on a pad stays a cue on it; only its kind is lost.
      if (type !== 'cue') drops.drop(`cue.${type}`);
      const shown = colour ?? PAD_COLOURS[slot] ?? PAD_COLOURS[0];
      bySlot.set(slot, { type: 'CUE', index: slot, startMs: milliseconds(startSeconds), colour: shown, name });
    }
  }
  return [...bySlot.entries()].sort(([a], [b]) => a - b).map(([, entry]) => entry);
}

function loopEntries({ cues, extra }: SeratoTags, drops: DropCounter): SeratoEntry[] {
  const entries: SeratoEntry[] = [];
  for (const { type, slot, startSeconds, endSeconds, name, colour } of cues) {
    if (type !== 'loop') continue;
    const index = entries.length;
    const [startMs, endMs] = [milliseconds(startSeconds), milliseconds(endSeconds ?? startSeconds)];
    if (index >= MOST_LOOPS || endMs <= startMs) drops.drop('cue.loop');
    else {
      if (slot !== null) drops.drop('loop.slot');
      const isLocked = extra[`Markers2.LOOP.${index}.locked`] === '1';
      entries.push({ type: 'LOOP', index, startMs, endMs, colour: colour ?? LOOP_COLOUR, isLocked, name });
    }
  }
  return entries;
}

/** Flips and other entries that were kept when the track was read from Serato. */
function keptEntries(extra: SeratoTags['extra']): SeratoEntry[] {
  return Object.entries(extra).flatMap(([key, value]): SeratoEntry[] => {
    const name = /^Markers2\.([A-Z0-9]+)\.\d+$/.exec(key)?.[1];
    return name === undefined ? [] : [{ type: 'OTHER', name, data: new Uint8Array(Buffer.from(value, 'base64')) }];
  });
}

function markersOf(entries: readonly SeratoEntry[], colour: string): SeratoMarkers {
  const unset = (kind: SeratoMarker['kind']): SeratoMarker => ({
    kind,
    startMs: null,
    endMs: null,
    colour: '#000000',
    isLocked: false,
  });
  const markers = [
    ...Array.from({ length: MARKERS_CUES }, () => unset('cue')),
    ...Array.from({ length: MARKERS_LOOPS }, () => unset('loop')),
  ];
  for (const entry of entries) {
    if (entry.type === 'CUE' && entry.index < MARKERS_CUES) {
      markers[entry.index] = { ...unset('cue'), startMs: entry.startMs, colour: entry.colour };
    }
    if (entry.type === 'LOOP') {
      const { startMs, endMs, colour, isLocked } = entry;
      markers[MARKERS_CUES + entry.index] = { kind: 'loop', startMs, endMs, colour, isLocked };
    }
  }
  return { entries: markers, colour };
}

function formatMarkers(markers: SeratoMarkers, container: SeratoContainer): Uint8Array {
  if (container === 'ogg') return formatOggMarkers(markers);
  return formatSeratoMarkers(markers, container === 'mp4' ? 'mp4' : 'id3');
}

function formatMarkers2(entries: readonly SeratoEntry[], container: SeratoContainer): Uint8Array {
  if (container === 'ogg') return formatOggMarkers2(entries);
  return formatSeratoMarkers2(entries, container === 'id3' ? MARKERS2_BYTES.geob : MARKERS2_BYTES.wrapped);
}

/**
 * Makes the tag fields that Serato reads, as they are to stand in the file: GEOB contents for "id3", comment text in bytes for
 * "flac" and "ogg", atom contents for "mp4". A field is made even where there is nothing to say, so that an older one does not
 * stay: Serato shows what Markers_ says whatever Markers2 says.
 * @returns By payload; names of the fields are from `seratoFieldName`.
 */
export function formatSeratoTags(
  tags: SeratoTags,
  container: SeratoContainer,
): { readonly payloads: SeratoPayloads; readonly dropped: Dropped } {
  const drops = createDropCounter();
  const colour = colourFromNumber(storedTrackColour(tags.colour));
  const pads = [...cueEntries(tags.cues, drops), ...loopEntries(tags, drops)];
  const entries: SeratoEntry[] = [
    { type: 'COLOR', colour },
    ...pads,
    { type: 'BPMLOCK', isLocked: tags.locked },
    ...keptEntries(tags.extra),
  ];
  const grid = gridToSerato(tags.grid, drops);
  const made: Partial<Record<SeratoPayload, Uint8Array>> = {
    markers: formatMarkers(markersOf(pads, colour), container),
    markers2: formatMarkers2(entries, container),
    beatGrid: container === 'ogg' ? formatOggBeatGrid(grid) : formatSeratoBeatGrid(grid),
    autotags: formatSeratoAutotags({
      bpm: tags.bpm,
      autoGainDb: Number(tags.extra['Autotags.autoGain'] ?? 0),
      gainDb: Number(tags.extra['Autotags.gain'] ?? 0),
    }),
    analysis: container === 'ogg' ? encodeUtf8('2.1') : Uint8Array.of(2, 1),
  };
  const payloads: Partial<Record<SeratoPayload, Uint8Array>> = {};
  for (const [name, bytes] of Object.entries(made) as [SeratoPayload, Uint8Array][]) {
    if (seratoFieldName(container, name) === null) continue;
    payloads[name] = container === 'flac' || container === 'mp4' ? wrapSeratoField(name, bytes) : bytes;
  }
  return { payloads, dropped: drops.counts() };
}
