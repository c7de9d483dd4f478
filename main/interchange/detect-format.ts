import { TextDecoder } from 'node:util';
import { decodeText, detectEncoding } from './decode-text.ts';
import { latin1, whatElse } from './file-signatures.ts';
import { foreignFileName, parseForeignPath } from './foreign-path.ts';
import { looksLikeTable, recognisedHeader } from './text/table-signs.ts';
import { parseSetText } from './text/set-text/parse-set-text.ts';

export type InterchangeFormat =
  | 'rekordbox-xml'
  | 'traktor-nml'
  | 'itunes-xml'
  | 'serato'
  | 'engine'
  | 'mixxx'
  /** A database of a name that says nothing: its tables decide. */
  | 'sqlite'
  | 'm3u'
  | 'cue'
  | 'rekordbox-txt'
  | 'csv'
  | 'set-text';

/** The format, or why the file cannot be read and what to do about it, for the user. */
export type FormatDecision = { readonly format: InterchangeFormat } | { readonly reason: string };

/** So much of a file decides. */
export const SAMPLE_BYTES = 64 * 1024;

const refuse = (reason: string): FormatDecision => ({ reason });
const accept = (format: InterchangeFormat): FormatDecision => ({ format });

/** Folders by their last names. */
const FOLDERS: readonly (readonly [RegExp, FormatDecision])[] = [
  [/(?:^|\/)_serato_(?:\/subcrates)?$/, accept('serato')],
  [/(?:^|\/)engine library(?:\/database2)?$/, accept('engine')],
  [
    /(?:^|\/)pioneer(?:\/rekordbox)?$/,
    refuse(
      'This is the stick of a rekordbox player. In rekordbox, choose File > Export Collection in xml format, and import that file.',
    ),
  ],
];

function detectFolder(path: string): FormatDecision {
  const name = parseForeignPath(path)?.segments.slice(-2).join('/').toLowerCase() ?? '';
  return (
    FOLDERS.find(([pattern]) => pattern.test(name))?.[1] ??
    refuse('This folder is no library. Choose the file of a library, or the folder "_Serato_" or "Engine Library".')
  );
}

/** Root elements, and what each says. */
const XML_ROOTS: Readonly<Record<string, FormatDecision>> = {
  dj_playlists: accept('rekordbox-xml'),
  nml: accept('traktor-nml'),
  html: refuse('This is a web page. Select the tracklist on it, copy it, and paste it as text.'),
  virtualdj_database: refuse(
    'VirtualDJ keeps its database in a form that is not read. Export a playlist as M3U or CSV instead.',
  ),
  playlist: refuse('XSPF playlists are not read. Save the playlist as M3U8.'),
  rss: refuse('This is a feed, not a library.'),
};

/** Start of an XML document: declarations, comments and document types, then the root. */
const XML_START =
  /^\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\]\s*)?>\s*)*<([A-Za-z_][\w:.-]*)/i;
const ITUNES = /<key>(?:Tracks|Major Version|Application Version|Library Persistent ID|Music Folder|Playlists)<\/key>/;

function detectXml(text: string, name: string): FormatDecision | null {
  const root = XML_START.exec(text)?.[1];
  if (root === undefined) {
    if (!/^\s*<(?:\?xml|!DOCTYPE|!--)/i.test(text)) return null;
    if (/\.nml$/i.test(name)) return accept('traktor-nml');
    return refuse('This XML file has no content that can be read. Export the library again.');
  }
  if (root.toLowerCase() === 'plist') {
    return ITUNES.test(text)
      ? accept('itunes-xml')
      : refuse(
          'This property list is no library of iTunes or Music. In Music, choose File > Library > Export Library.',
        );
  }
  const known = XML_ROOTS[root.toLowerCase()];
  // "<3" and "<Artist>" begin tracklists too; a document says more.
  if (known !== undefined) return known;
  const isDocument = /^\s*<\?xml/i.test(text) || new RegExp(`</${root}>`).test(text);
  return isDocument ? refuse(`This XML file holds "${root}", which is no library that can be read here.`) : null;
}

const CUE_COMMAND =
  /^\s*(?:TRACK\s+\d+\s+\w+|INDEX\s+\d+\s+\d+:\d+|FILE\s+.+\s+(?:WAVE|MP3|AIFF|FLAC|BINARY|MOTOROLA)\s*$)/im;
const AUDIO_ENDING = /\.(?:mp3|flac|wav|aiff?|m4a|aac|ogg|opus|alac|wma|mp4)$/i;

function detectPlaylist(text: string, name: string): FormatDecision | null {
  if (/^\s*#EXTM3U/i.test(text)) {
    const isStream = /^#EXT-X-/m.test(text);
    return isStream ? refuse('This is the playlist of a stream, not of files.') : accept('m3u');
  }
  if (/^\s*\[playlist\]/i.test(text)) return refuse('PLS playlists are not read. Save the playlist as M3U8.');
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const files = lines.filter((line) => AUDIO_ENDING.test(line.trim()) && !line.includes('\t')).length;
  const isPlaylist =
    /\.m3u8?$/i.test(name) || lines.some((line) => /^(?:[A-Za-z]:[\\/]|\/|\.{1,2}[\\/]|file:)/.test(line));
  return isPlaylist && lines.length > 0 && files >= 0.5 * lines.length ? accept('m3u') : null;
}

function detectText(text: string, name: string): FormatDecision {
  if (text.trim() === '') return refuse('The file is empty.');
  const marked = detectXml(text, name) ?? detectPlaylist(text, name);
  if (marked !== null) return marked;
  if (CUE_COMMAND.test(text)) return accept('cue');
  if (/^\s*\{\\rtf/.test(text)) return refuse('This is formatted text. Save it as plain text, and import that.');
  if (/^\s*(?:\{\s*"|\[\s*[{"[])/.test(text))
    return refuse('JSON files are not read here. Export the list as CSV or M3U8.');
  const header = recognisedHeader(text);
  if (header !== null) return accept(header);
  if (/\.m3u8?$/i.test(name)) return accept('m3u');
  if (/\.(?:csv|tsv|tab)$/i.test(name) && looksLikeTable(text)) return accept('csv');
  const rows = parseSetText(Buffer.from(text), name).library.tracks.length;
  if (rows > 0) return accept('set-text');
  return refuse('No line of this file reads as a track. Write one a line: "Artist - Title".');
}

/** Control characters stand in no text; a few are forgiven, as in a file that was damaged. */
function isText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const strange = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0;
  return strange <= 0.02 * text.length;
}

/** Text of the start of a file, without the letter that the sample's end cuts. */
function sampleText(head: Uint8Array): string {
  if (head.length < SAMPLE_BYTES) return decodeText(head);
  return new TextDecoder(detectEncoding(head, false)).decode(head, { stream: true });
}

function detectDatabase(name: string): FormatDecision {
  if (/^(?:m|p|s|hm|itm|stm|trm)\.db$/i.test(name)) {
    return /^m\.db$/i.test(name)
      ? accept('engine')
      : refuse('This database of Engine DJ holds no tracks. Choose "m.db" beside it.');
  }
  return accept(/^mixxxdb\.sqlite/i.test(name) ? 'mixxx' : 'sqlite');
}

const isSerato = (head: Uint8Array): boolean => {
  const start = latin1(head, 256).replaceAll('\0', '');
  return start.startsWith('vrsn') && /Serato/i.test(start);
};

/**
 * Tells what a chosen file or folder is, by its content before its name.
 * @param path Of the file or folder; only its last two names are looked at.
 * @param head The first 64 KB of a file, or all of it; empty for a folder.
 */
export function detectFormat(path: string, head: Uint8Array, isFolder: boolean): FormatDecision {
  if (isFolder) return detectFolder(path);
  const name = foreignFileName(path);
  if (head.length === 0) return refuse('The file is empty.');
  if (latin1(head, 15) === 'SQLite format 3') return detectDatabase(name);
  if (isSerato(head)) return accept('serato');
  const other = whatElse(head, name);
  if (other !== null) return refuse(other);
  const text = sampleText(head);
  if (!isText(text)) return refuse('This file holds no text and no library that can be read here.');
  return detectText(text, name);
}
