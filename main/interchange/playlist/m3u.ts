import { decodeText } from '#main/interchange/decode-text.ts';
import { dropFields } from '#main/interchange/dropped-fields.ts';
import { foreignFileStem, foreignPathKey, isFileUrl, pathFromFileUrl } from '#main/interchange/foreign-path.ts';
import {
  emptyTrack,
  type InterchangeLibrary,
  type InterchangeTrack,
  type Playlist,
  type ReadResult,
  type WriteResult,
} from '#main/interchange/model.ts';
import { createDropCounter, createReadReport, type ReadReport } from '#main/interchange/read-report.ts';

type Named = Partial<
  Pick<InterchangeTrack, 'artist' | 'title' | 'album' | 'albumArtist' | 'genre' | 'durationSeconds' | 'sizeBytes'>
>;

/** Paths hold no "://"; what has it, and short names like "spotify:", is no file. A drive is a single letter. */
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/|^(?:spotify|tidal|soundcloud|beatport|deezer|apple):/i;
const TITLE_DASH = ' - ';

interface Reading {
  readonly report: ReadReport;
  readonly tracks: Map<string, InterchangeTrack>;
  readonly trackIds: string[];
  name: string;
  /** What the lines since the last path say of the next one. */
  pending: Named;
  /** "Artist - Title" of it, uncut. */
  pendingText: string;
  pendingLine: number;
}

/** "245,Artist - Title", "-1 tvg-id="x",Title", "245.2,Title". */
const EXT_INF = /^\s*(-?\d+(?:\.\d+)?)?(?:\s+[\w-]+="[^"]*")*\s*,?(.*)$/;

const extInfText = (value: string): string => EXT_INF.exec(value)?.[2]?.trim() ?? '';

function readExtInf(value: string): Named {
  const seconds = Number(EXT_INF.exec(value)?.[1] ?? -1);
  const text = extInfText(value);
  const dash = text.indexOf(TITLE_DASH);
  return {
    artist: dash < 0 ? '' : text.slice(0, dash).trim(),
    title: dash < 0 ? text : text.slice(dash + TITLE_DASH.length).trim(),
    durationSeconds: seconds > 0 ? seconds : null,
  };
}

/** An artist on a line of its own says where "A - B - C" is to be cut; another's is that of the album. */
function withArtist(named: Named, artist: string, whole: string): Named {
  if (artist === '') return { ...named, artist, title: whole };
  if (whole === artist) return { ...named, artist, title: '' };
  if (whole.startsWith(artist + TITLE_DASH))
    return { ...named, artist, title: whole.slice(artist.length + TITLE_DASH.length) };
  return (named.artist ?? '') === '' ? { ...named, artist } : { ...named, albumArtist: artist };
}

/** VirtualDJ: "<artist>A</artist><title>T</title><songlength>245.2</songlength><filesize>1</filesize>". */
function readVirtualDj(value: string): Named {
  const field = (name: string): string | undefined =>
    new RegExp(`<${name}>(.*?)</${name}>`, 'i').exec(value)?.[1]?.trim();
  const [length, size, remix] = [Number(field('songlength')), Number(field('filesize')), field('remix')];
  const [artist, title] = [field('artist'), field('title')];
  return {
    ...(artist === undefined ? {} : { artist }),
    ...(title === undefined ? {} : { title: remix === undefined ? title : `${title} (${remix})` }),
    ...(length > 0 ? { durationSeconds: length } : {}),
    ...(size > 0 ? { sizeBytes: size } : {}),
  };
}

/** What each directive says of the next track. */
const TRACK_DIRECTIVES: Readonly<Record<string, (value: string, named: Named, text: string) => Named>> = {
  EXTART: (value, named, text) => withArtist(named, value.trim(), text),
  EXTALB: (value, named) => ({ ...named, album: value.trim() }),
  EXTGENRE: (value, named) => ({ ...named, genre: value.trim() }),
  EXTBYT: (value, named) => ({ ...named, sizeBytes: Number(value) > 0 ? Number(value) : null }),
  EXTVDJ: (value, named) => ({ ...named, ...readVirtualDj(value) }),
};
/** Those about the file itself. */
const SILENT = new Set(['EXTM3U', 'EXTENC']);

function readDirective(line: string, where: number, state: Reading): void {
  const [, name = '', value = ''] = /^#\s*([A-Z0-9-]+)\s*:?(.*)$/i.exec(line) ?? [];
  const known = name.toUpperCase();
  const readTrack = TRACK_DIRECTIVES[known];
  if (readTrack !== undefined) state.pending = readTrack(value, state.pending, state.pendingText);
  else if (known === 'EXTINF') {
    if (state.pendingLine > 0)
      state.report.problem(`line ${state.pendingLine}`, 'This entry has a title but no file; it was left out.');
    state.pending = readExtInf(value);
    state.pendingText = extInfText(value);
    state.pendingLine = where;
  } else if (known === 'PLAYLIST') state.name = value.trim() || state.name;
  else if (!SILENT.has(known)) state.report.unknown(known.startsWith('EXT') ? `#${known}` : 'comment');
}

function readPath(line: string): string | null {
  if (line.includes('\0')) return null;
  if (isFileUrl(line)) return pathFromFileUrl(line);
  // A name that begins with "#" needs a folder in front, or it would be a comment.
  return line.startsWith('./#') ? line.slice(2) : line;
}

function readEntry(line: string, where: number, state: Reading): void {
  const named = state.pending;
  state.pending = {};
  state.pendingText = '';
  state.pendingLine = 0;
  if (!isFileUrl(line) && ADDRESS.test(line)) {
    state.report.problem(`line ${where}`, 'This is an address on the internet, not a file; it was left out.');
    return;
  }
  const path = readPath(line);
  const key = path === null ? null : foreignPathKey(path);
  if (path === null || key === null) {
    state.report.problem(`line ${where}`, 'This is not the path of a file; it was left out.');
    return;
  }
  const known = state.tracks.get(key);
  const track = {
    ...(known ?? { ...emptyTrack(String(state.tracks.size + 1)), path }),
    ...(known === undefined ? named : {}),
  };
  state.tracks.set(key, track);
  state.trackIds.push(track.id);
}

/**
 * Reads an M3U or M3U8 playlist. Paths stay as they are written: relative ones are relative to the playlist's folder.
 * @param fileName What the playlist is called by if it does not say, without its ending.
 */
export function parseM3u(bytes: Uint8Array, fileName: string): ReadResult {
  const state: Reading = {
    report: createReadReport(),
    tracks: new Map(),
    trackIds: [],
    name: foreignFileStem(fileName),
    pending: {},
    pendingText: '',
    pendingLine: 0,
  };
  decodeText(bytes)
    .split(/\r\n|\n|\r/)
    .forEach((line, index) => {
      const trimmed = line.trim();
      if (trimmed === '') return;
      if (trimmed.startsWith('#')) readDirective(trimmed, index + 1, state);
      else readEntry(trimmed, index + 1, state);
    });
  if (state.pendingLine > 0)
    state.report.problem(
      `line ${state.pendingLine}`,
      'The file ends after this title, before its path; it was left out.',
    );
  const playlist: Playlist = { kind: 'playlist', name: state.name, trackIds: state.trackIds };
  return state.report.result({ tracks: [...state.tracks.values()], playlists: [playlist], plays: [] });
}

const KEPT = new Set(['path', 'title', 'artist', 'durationSeconds']);

const oneLine = (text: string): string => text.replace(/[\r\n\0]+/g, ' ').trim();

/** The artist on a line of its own where "Artist - Title" would be cut in the wrong place. */
function entryLines(track: InterchangeTrack, path: string): string[] {
  const [artist, title] = [oneLine(track.artist), oneLine(track.title)];
  const seconds = track.durationSeconds === null ? -1 : Math.round(track.durationSeconds);
  const text = [artist, title].filter((part) => part !== '').join(TITLE_DASH);
  const read = readExtInf(`,${text}`);
  const isAmbiguous = read.artist !== artist || read.title !== title;
  return [
    `#EXTINF:${seconds > 0 ? seconds : -1},${text}`,
    ...(isAmbiguous ? [`#EXTART:${artist}`] : []),
    path.startsWith('#') ? `./${path}` : path,
  ];
}

function whyNoFile(path: string | null): string | null {
  if (path === null || path.trim() === '') return 'track.without-path';
  if (ADDRESS.test(path)) return 'track.not-a-file';
  return /[\r\n\0]/.test(path) ? 'track.path-with-line-break' : null;
}

/** Writes one playlist as M3U8: UTF-8, a line break after each line, durations in whole seconds. */
export function formatM3u8(library: InterchangeLibrary, playlist: Playlist): WriteResult<string> {
  const drops = createDropCounter();
  const tracks = new Map(library.tracks.map((track) => [track.id, track]));
  const lines = ['#EXTM3U'];
  if (oneLine(playlist.name) !== '') lines.push(`#PLAYLIST:${oneLine(playlist.name)}`);
  const counted = new Set<string>();
  for (const id of playlist.trackIds) {
    const track = tracks.get(id);
    const reason = track === undefined ? 'playlist.unknown-track' : whyNoFile(track.path);
    if (track === undefined || track.path === null || reason !== null) {
      drops.drop(reason ?? 'track.without-path');
      continue;
    }
    lines.push(...entryLines(track, track.path));
    if (!counted.has(id)) dropFields(track, KEPT, drops);
    counted.add(id);
  }
  return { output: `${lines.join('\n')}\n`, dropped: drops.counts() };
}
