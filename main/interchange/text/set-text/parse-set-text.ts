import { parseKey } from '#shared/domain/key.ts';
import { decodeText } from '#main/interchange/decode-text.ts';
import { foreignFileStem } from '#main/interchange/foreign-path.ts';
import { emptyTrack, type InterchangeTrack, type ReadResult } from '#main/interchange/model.ts';
import { createReadReport, type ReadReport } from '#main/interchange/read-report.ts';
import { LIST_EXTRA } from '#main/interchange/text/track-columns.ts';
import { cleanLine } from './clean-line.ts';
import { splitCrowdedLines } from './crowded-lines.ts';
import { detectStyle, type ListStyle } from './list-style.ts';
import { readLicences } from './licence-blocks.ts';
import { isUnknownName } from './row-kinds.ts';
import { collectRows, type SetRow } from './collect-rows.ts';
import { startsOf } from './row-times.ts';
import { joinColumns } from './tab-columns.ts';

/** Extras of a row, besides `LIST_EXTRA`. */
export const SET_EXTRA = {
  /** "1": played together with the row before. */
  layer: 'TEXT.LAYER',
  /** Which names the list does not know: "artist", "title" or "artist title". */
  unknown: 'TEXT.UNKNOWN',
  /** "1": several tracks at once, "A vs. B" with "One vs. Two". */
  mashUp: 'TEXT.MASH-UP',
  note: 'TEXT.NOTE',
} as const;

/** Longer lines are no rows of a list, and what reads rows is not made for them. */
const LONGEST_LINE = 1_000;
const NO_NAME = 'ID';

function extraOf(row: SetRow, start: number | null, unknown: readonly string[]): Record<string, string> {
  const { suffix, names } = row;
  return {
    ...(start === null ? {} : { [LIST_EXTRA.start]: String(start) }),
    ...(suffix.catalogue === '' ? {} : { [LIST_EXTRA.catalogue]: suffix.catalogue }),
    ...(row.prefix.isLayer ? { [SET_EXTRA.layer]: '1' } : {}),
    ...(unknown.length === 0 ? {} : { [SET_EXTRA.unknown]: unknown.join(' ') }),
    ...(names.isMashUp ? { [SET_EXTRA.mashUp]: '1' } : {}),
    ...(suffix.note === '' ? {} : { [SET_EXTRA.note]: suffix.note }),
  };
}

/** "ID (Deeper)" is as unknown as "ID". */
const withoutBrackets = (name: string): string => name.replace(/\s*[([].*[)\]]$/, '');

function trackOf(row: SetRow, id: string, start: number | null, duration: number | null): InterchangeTrack {
  const { names, suffix } = row;
  const unknown = (['artist', 'title'] as const).filter((field) => isUnknownName(withoutBrackets(names[field])));
  const isNothing = unknown.includes('title') && names.artist === '';
  return {
    ...emptyTrack(id),
    artist: unknown.includes('artist') || isNothing ? NO_NAME : names.artist,
    title: isUnknownName(names.title) ? NO_NAME : names.title,
    mix: names.mix,
    label: suffix.label,
    album: row.album,
    year: suffix.year,
    bpm: suffix.bpm,
    key: suffix.keyText === '' ? null : parseKey(suffix.keyText),
    keyText: suffix.keyText,
    durationSeconds: duration,
    extra: extraOf(row, start, isNothing ? ['artist', 'title'] : unknown),
  };
}

interface CleanLines {
  readonly lines: readonly string[];
  readonly style: ListStyle;
}

function cleanLines(text: string, report: ReadReport): CleanLines {
  const written = splitCrowdedLines(text.split(/\r\n|\n|\r/)).map((line, index) => {
    if (line.length <= LONGEST_LINE) return cleanLine(line);
    report.problem(`line ${index + 1}`, 'This line is too long for a row of a tracklist; it was left out.');
    return '';
  });
  const lines = joinColumns(written);
  return { lines, style: detectStyle(lines.filter((line) => line !== '')) };
}

/**
 * Reads a tracklist as people write it: "[0??] Artist - Title (Mix) [Label - CAT]", "01 - 00:00 - Artist - Title", "w/ Artist -
 * Title", "?" and many more. What a row looks like is decided by the whole list. The name of a mix stands in `mix`, not in the
 * title; extras are those of `LIST_EXTRA` and `SET_EXTRA`. Rows without names keep their place, as "ID".
 * @param fileName What the playlist is called by where no line above the rows names the set, without its ending.
 */
export function parseSetText(bytes: Uint8Array, fileName: string): ReadResult {
  const report = createReadReport();
  const { lines, style } = cleanLines(decodeText(bytes), report);
  const { rows, title } = readLicences(lines) ?? collectRows(lines, style, report);
  const { starts, durations } = startsOf(rows);
  const tracks = rows.map((row, index) =>
    trackOf(row, String(index + 1), starts[index] ?? null, durations[index] ?? null),
  );
  if (tracks.length === 0) report.problem('', 'No line reads as a track. Write one a line: "Artist - Title".');
  const trackIds = tracks.map((track) => track.id);
  const name = title || foreignFileStem(fileName);
  return report.result({ tracks, playlists: [{ kind: 'playlist', name, isTracklist: true, trackIds }], plays: [] });
}
