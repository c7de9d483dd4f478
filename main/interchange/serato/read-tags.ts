import { AppError } from '#shared/errors/app-error.ts';
import { colourToNumber } from '#main/interchange/colour.ts';
import type { InterchangeCue, InterchangeTrack } from '#main/interchange/model.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { parseSeratoAnalysis, parseSeratoAutotags, type SeratoAutotags } from './autotags.ts';
import { parseOggBeatGrid, parseSeratoBeatGrid } from './beat-grid.ts';
import { type SeratoContainer, type SeratoPayload, type SeratoPayloads, unwrapSeratoField } from './fields.ts';
import { gridFromSerato } from './grid.ts';
import { parseOggMarkers, parseSeratoMarkers, type SeratoMarkers } from './markers.ts';
import { parseSeratoMarkers2, type SeratoEntry } from './markers2.ts';
import { overlayMarkers, type Pads, padsOf } from './pads.ts';
import { shownTrackColour } from './track-colour.ts';

/** What the tags of one file say; to be spread over its track. */
export type SeratoTags = Pick<InterchangeTrack, 'cues' | 'grid' | 'bpm' | 'colour' | 'locked' | 'extra'>;

/** Parses one payload; one that cannot be read is a problem of its own. */
function attempt<Value>(
  payloads: SeratoPayloads,
  name: SeratoPayload,
  report: ReadReport,
  parse: (bytes: Uint8Array) => Value,
): Value | null {
  const bytes = payloads[name];
  if (bytes === undefined || bytes.length === 0) return null;
  try {
    return parse(unwrapSeratoField(bytes));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    report.problem(`Serato ${name}`, error.message);
    return null;
  }
}

const byIndex = (a: SeratoEntry & { index: number }, b: SeratoEntry & { index: number }): number => a.index - b.index;

function toCues({ cues, loops }: Pads): InterchangeCue[] {
  return [
    ...[...cues.values()].sort(byIndex).map(
      ({ index, startMs, name, colour }): InterchangeCue => ({
        type: 'cue',
        slot: index,
        startSeconds: startMs / 1_000,
        endSeconds: null,
        name,
        colour,
      }),
    ),
    ...[...loops.values()].sort(byIndex).map(
      ({ startMs, endMs, name, colour }): InterchangeCue => ({
        type: 'loop',
        slot: null,
        startSeconds: startMs / 1_000,
        endSeconds: endMs / 1_000,
        name,
        colour,
      }),
    ),
  ];
}

/** What the plain form has no place for: locked loops by their order, flips byte for byte. */
function extrasOf(entries: readonly SeratoEntry[], { loops }: Pads): Record<string, string> {
  const extra: Record<string, string> = {};
  for (const [n, loop] of [...loops.values()].sort(byIndex).entries()) {
    if (loop.isLocked) extra[`Markers2.LOOP.${n}.locked`] = '1';
  }
  for (const [n, entry] of entries.entries()) {
    if (entry.type === 'OTHER') extra[`Markers2.${entry.name}.${n}`] = Buffer.from(entry.data).toString('base64');
  }
  return extra;
}

/** Of the two places for it; white is none. */
function trackColour(markers: SeratoMarkers | null, entries: readonly SeratoEntry[]): string | null {
  const stored = [markers?.colour, entries.find((entry) => entry.type === 'COLOR')?.colour];
  const shown = stored.map((colour) => shownTrackColour(colourToNumber(colour ?? null) ?? 0xffffff));
  return shown.find((colour) => colour !== null) ?? null;
}

/** What Serato has measured but this form has no place for. */
function readGains(autotags: SeratoAutotags | null): Record<string, string> {
  const extra: Record<string, string> = {};
  if (autotags?.autoGainDb) extra['Autotags.autoGain'] = String(autotags.autoGainDb);
  if (autotags?.gainDb) extra['Autotags.gain'] = String(autotags.gainDb);
  return extra;
}

function readMarkers(payloads: SeratoPayloads, container: SeratoContainer, report: ReadReport): SeratoMarkers | null {
  return attempt(payloads, 'markers', report, (bytes) =>
    container === 'ogg' ? parseOggMarkers(bytes) : parseSeratoMarkers(bytes, container === 'mp4' ? 'mp4' : 'id3'),
  );
}

/**
 * Reads what Serato has written into one file.
 * @param payloads The tag fields as they stand in the file, wrapped or not.
 * @returns Loops have no pad here, for Serato counts them apart from cues. The colour is the one that Serato shows in its list;
 * colours of cues are as they are stored.
 */
export function readSeratoTags(payloads: SeratoPayloads, container: SeratoContainer, report: ReadReport): SeratoTags {
  const entries = attempt(payloads, 'markers2', report, (bytes) => parseSeratoMarkers2(bytes, report)) ?? [];
  const markers = readMarkers(payloads, container, report);
  const pads = padsOf(entries);
  if (markers !== null) overlayMarkers(pads, markers, container, report);
  const parseGrid = container === 'ogg' ? parseOggBeatGrid : parseSeratoBeatGrid;
  const grid = attempt(payloads, 'beatGrid', report, parseGrid);
  const autotags = attempt(payloads, 'autotags', report, parseSeratoAutotags);
  const version = attempt(payloads, 'analysis', report, parseSeratoAnalysis);
  return {
    cues: toCues(pads),
    grid: grid === null ? [] : gridFromSerato(grid),
    bpm: autotags?.bpm || grid?.last?.bpm || null,
    colour: trackColour(markers, entries),
    locked: entries.some((entry) => entry.type === 'BPMLOCK' && entry.isLocked),
    extra: {
      ...extrasOf(entries, pads),
      ...readGains(autotags),
      ...(version === null ? {} : { 'Analysis.version': version }),
    },
  };
}
