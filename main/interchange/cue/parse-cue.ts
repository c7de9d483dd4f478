import { decodeText } from '#main/interchange/decode-text.ts';
import { foreignFileStem, isFileUrl, pathFromFileUrl } from '#main/interchange/foreign-path.ts';
import { emptyTrack, type InterchangeTrack, type ReadResult } from '#main/interchange/model.ts';
import { createReadReport, type ReadReport } from '#main/interchange/read-report.ts';
import { parseYear } from '#main/interchange/text/plain-values.ts';
import { type CueIndex, type CueSheet, type CueTrack, readCueLines } from './cue-lines.ts';

/** Extras of a track of a sheet. */
export const CUE_EXTRA = {
  /** Where it begins, in seconds from the start of `file`. */
  start: 'CUE.START',
  /** The recording that holds several tracks. */
  file: 'CUE.FILE',
} as const;

/** CD frames a second. */
const FRAMES = 75;

function isRecording(sheet: CueSheet): boolean {
  const recorder = sheet.remarks['RECORDED_BY'] ?? '';
  return /rekordbox/i.test(recorder) || sheet.tracks.some((track) => track.ownFile !== '');
}

/**
 * rekordbox counts hours, minutes and seconds where all others count minutes, seconds and frames. A last number above 59 or a
 * first one of a day and more cannot be its way.
 */
function countsHours(sheet: CueSheet): boolean {
  if (!isRecording(sheet)) return false;
  return sheet.tracks.every(({ indexes }) => indexes.every(({ parts: [first, , last] }) => first < 24 && last < 60));
}

function secondsOf({ parts: [first, second, third] }: CueIndex, inHours: boolean): number {
  return inHours ? first * 3600 + second * 60 + third : first * 60 + second + third / FRAMES;
}

/** INDEX 01 is where the music begins, 00 the gap before it. */
function startOf({ indexes }: CueTrack): CueIndex | null {
  return indexes.find(({ number }) => number === 1) ?? indexes[0] ?? null;
}

/** A sheet of one song a file lists files; one with several songs in a file describes a recording. */
function filesOfOne(sheet: CueSheet): Set<string> {
  const counts = new Map<string, number>();
  for (const { file } of sheet.tracks) counts.set(file, (counts.get(file) ?? 0) + 1);
  if (sheet.files.length < 2) return new Set();
  return new Set([...counts].filter(([file, count]) => count === 1 && file !== '').map(([file]) => file));
}

interface Sheet {
  readonly sheet: CueSheet;
  readonly inHours: boolean;
  readonly isRecording: boolean;
  /** The performer of the sheet is that of its tracks only where no track names its own. */
  readonly performer: string;
  readonly ownFiles: ReadonlySet<string>;
}

const placeOf = (file: string): string | null => (isFileUrl(file) ? pathFromFileUrl(file) : file === '' ? null : file);

/** "Artist - Title" in the title is how players without an artist of the track write it. */
function namesOf(track: CueTrack, performer: string): Pick<InterchangeTrack, 'artist' | 'title'> {
  const artist = track.performer || performer;
  const [, before, after] = artist === '' ? (/^(.+?) [-–—] (.+)$/.exec(track.title) ?? []) : [];
  return before !== undefined && after !== undefined
    ? { artist: before, title: after }
    : { artist, title: track.title };
}

function sheetFields({ sheet, isRecording }: Sheet): Partial<InterchangeTrack> {
  const { GENRE: genre = '', DATE: date = '', DISCID: disc } = sheet.remarks;
  if (isRecording) return {};
  // The date and title of a recording are the set's; those of a CD its songs'.
  const isDisc = disc !== undefined || sheet.files.length > 1;
  return { genre, year: isDisc ? parseYear(date) : null, album: isDisc ? sheet.title : '' };
}

function trackOf(cue: CueTrack, id: string, whole: Sheet, report: ReadReport): InterchangeTrack {
  const { [`CUE.REM GENRE`]: genre, ...extra } = cue.extra;
  const ownFile = cue.ownFile || (whole.ownFiles.has(cue.file) ? cue.file : '');
  if (ownFile === '' && cue.file !== '') extra[CUE_EXTRA.file] = cue.file;
  const index = startOf(cue);
  const isInSet = cue.ownFile !== '' || ownFile === '';
  if (index === null) report.problem(`line ${cue.line}`, 'This track has no INDEX: where it begins is not known.');
  else if (isInSet) extra[CUE_EXTRA.start] = String(secondsOf(index, whole.inHours));
  return {
    ...emptyTrack(id),
    ...sheetFields(whole),
    ...(genre === undefined ? {} : { genre }),
    ...namesOf(cue, whole.performer),
    composer: cue.songwriter,
    path: placeOf(ownFile),
    extra,
  };
}

/** Tracks that ripping put at the end of a file go on in the next; both sheets of a file begin anew at 0. */
function tracksOf(whole: Sheet, report: ReadReport): InterchangeTrack[] {
  const tracks: InterchangeTrack[] = [];
  for (const cue of whole.sheet.tracks) {
    if (cue.title === '' && cue.performer === '' && cue.ownFile === '' && cue.indexes.length === 0) {
      report.problem(`line ${cue.line}`, 'The sheet ends inside this track; it was left out.');
      continue;
    }
    tracks.push(trackOf(cue, String(tracks.length + 1), whole, report));
  }
  return tracks;
}

/**
 * Reads a CUE sheet: a recorded set with where each track begins (`CUE_EXTRA.start`), or the files of a CD.
 * @param fileName What the playlist is called by where the sheet has no title, without its ending.
 */
export function parseCue(bytes: Uint8Array, fileName: string): ReadResult {
  const report = createReadReport();
  const sheet = readCueLines(decodeText(bytes), report);
  const recording = isRecording(sheet);
  const namesOwn = sheet.tracks.some((track) => track.performer !== '');
  const whole: Sheet = {
    sheet,
    isRecording: recording,
    inHours: countsHours(sheet),
    performer: recording || namesOwn ? '' : sheet.performer,
    ownFiles: filesOfOne(sheet),
  };
  if (sheet.tracks.length === 0) report.problem('', 'The sheet has no tracks.');
  const tracks = tracksOf(whole, report);
  const trackIds = tracks.map((track) => track.id);
  const name = sheet.title || foreignFileStem(fileName);
  return report.result({
    tracks,
    playlists: [{ kind: 'playlist', name, isTracklist: recording, trackIds }],
    plays: [],
  });
}
