import { countOf } from '#renderer/ui/format.ts';

interface Dropped {
  readonly what: string;
  readonly count: number;
}

/** Of tracks: "Energy of 12 tracks". Names that read well as they are need no entry. */
const TRACK_WORDS: Readonly<Record<string, string>> = {
  bpm: 'Tempo',
  'colour-shade': 'Exact shade of the colour',
  grid: 'Beat grid',
  keyText: 'Key',
  locked: 'Lock of the grid',
  playCount: 'Play count',
  sizeBytes: 'File size',
};

/** Things that are counted themselves: one, and several. */
const COUNTED: Readonly<Record<string, readonly [string, string]>> = {
  play: ['play of the history', 'plays of the history'],
  'play.zone': ['time zone of a play', 'time zones of plays'],
  'cue.cue': ['cue point', 'cue points'],
  'cue.memory': ['memory cue', 'memory cues'],
  'cue.loop': ['loop', 'loops'],
  'cue.fade-in': ['fade-in point', 'fade-in points'],
  'cue.fade-out': ['fade-out point', 'fade-out points'],
  'cue.load': ['load point', 'load points'],
  'cue.loop-without-end': ['loop without an end', 'loops without an end'],
  'cue.slot': ['pad of a cue point', 'pads of cue points'],
  'cue.colour': ['colour of a cue point', 'colours of cue points'],
  'loop.slot': ['pad of a loop', 'pads of loops'],
  tag: ['own tag', 'own tags'],
  'crate.query': ['search of a smart crate', 'searches of smart crates'],
  'crate.colour': ['colour of a crate', 'colours of crates'],
  'grid.marker': ['mark of a beat grid', 'marks of beat grids'],
  'grid.slot': ['pad of a grid mark', 'pads of grid marks'],
  'grid.bpm': ['exact tempo of a grid mark', 'exact tempos of grid marks'],
  'grid.beatsPerBar': ['time signature other than 4/4', 'time signatures other than 4/4'],
  'grid.beatNumber': ['downbeat of a grid mark', 'downbeats of grid marks'],
  folder: ['folder', 'folders'],
  'folder.empty': ['empty folder', 'empty folders'],
  playlist: ['playlist', 'playlists'],
  'playlist.merged': ['playlist that became one with others', 'playlists that became one'],
  'playlist.name': ['playlist name that had to be changed', 'playlist names that had to be changed'],
  'playlist.entry': ['playlist entry on another drive', 'playlist entries on another drive'],
  'playlist.missing-track': ['playlist entry without a track', 'playlist entries without a track'],
  'entry.without-start': ['entry without a start time', 'entries without a start time'],
  'entry.beyond-99': ['entry beyond the 99th', 'entries beyond the 99th'],
  'track.outside-lists': ['track that is in no playlist', 'tracks that are in no playlist'],
  'track.without-path': ['track without a file', 'tracks without a file'],
  'track.same-file': ['second track of the same file', 'second tracks of the same file'],
  'text.character': ['character that the format cannot hold', 'characters that the format cannot hold'],
  'text.quote': ['quotation mark', 'quotation marks'],
  extra: ['value that only another program knows', 'values that only another program knows'],
};

/** "lastPlayedAt" as "Last played at". */
function plainWords(name: string): string {
  const words = name.replaceAll(/[-_]/g, ' ').replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What an export left out, as a DJ says it: "7 fade-in points", "Energy of 48 tracks". */
export function droppedText({ what, count }: Dropped): string {
  const counted = COUNTED[what];
  if (counted) return `${count.toLocaleString('en')} ${counted[count === 1 ? 0 : 1]}`;
  const field = /^track\.([\w-]+)$/.exec(what)?.[1];
  if (field === undefined) return `${plainWords(what)}: ${count.toLocaleString('en')}`;
  return `${TRACK_WORDS[field] ?? plainWords(field.replace(/At$/, ''))} of ${countOf(count, 'track')}`;
}

/** Values of other programs have a name each; to the DJ they are one thing. */
const nameOf = (what: string): string => (/^(?:extra\.|track\.extra$)/.test(what) ? 'extra' : what);

/** What was left out, most often first. */
export function droppedTexts(dropped: readonly Dropped[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { what, count } of dropped) counts.set(nameOf(what), (counts.get(nameOf(what)) ?? 0) + count);
  return [...counts]
    .map(([what, count]) => ({ what, count }))
    .toSorted((a, b) => b.count - a.count)
    .map(droppedText);
}
