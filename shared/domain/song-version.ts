import { artistNameKey, GUEST_WORDS, parseTrackArtists } from './artist-names.ts';
import { remembered } from './remembered.ts';

/** What is recognised of a track by its names alone. */
export interface SongVersion {
  /** Equal for all versions of one song by one artist; "" where artist or title is unknown. */
  readonly song: string;
  /** Equal for all tracks of one title, whoever plays it. */
  readonly title: string;
  /** Equal for one version; "" for the original, and where nothing is said. */
  readonly version: string;
  /** The version in words, as the track has it: "Extended Mix"; "" where nothing is said. */
  readonly versionText: string;
}

export interface SongNames {
  readonly artist: string;
  readonly title: string;
  /** Name of the mix, where it is kept beside the title. */
  readonly mix?: string;
  readonly remixer?: string;
}

const VERSION_WORDS = [
  're-?mix(?:ed)?|rmx|mix(?:ed)?|edit(?:ed)?|re-?edit|re-?work(?:ed)?|re-?fix|bootleg|mash-?up|flip|dub|vip|extended|radio|club',
  'instrumental|a ?cap+el+a|acoustic|live|demo|version|re-?master(?:ed)?|unplugged|clean|dirty|explicit|intro|outro|single|album',
  'original|karaoke|orchestral|stripped|sped up|slowed|nightcore|re-?recorded|mono|stereo',
];
const VERSION_WORD = new RegExp(`\\b(?:${VERSION_WORDS.join('|')})\\b`, 'iu');
const GUESTS = new RegExp(String.raw`^(?:${GUEST_WORDS}|with|w\/)\s`, 'iu');
/** Up to the next bracket: "(Part 2)" behind the guests belongs to the title. */
const GUESTS_BARE = new RegExp(String.raw`\s+(?:${GUEST_WORDS})\s+[^([{]*`, 'iu');
const BRACKETS = /\s*([([{])([^()[\]{}]*)[)\]}]/gu;
/** "Strobe - Radio Edit", "Strobe - 2011 Remaster". */
const AFTER_DASH = /\s+[-–—]\s+([^-–—]+)$/u;
/** "Strobe Extended Mix", where nothing sets the version apart. */
const BARE = /\s+((?:extended|radio|club|original|instrumental|vip|dub)\s+(?:mix|edit|version))$/iu;

/** Words that say no more than that it is a version. */
const FILLERS = new Set(['original', 'mix', 'version', 'explicit', 'the']);

/** What file names are called that nobody has named. */
const UNNAMED = /^(?:(?:track|titel|piste|audio|untitled|unknown|recording)\s*)?\d*$/u;

interface Taken {
  readonly base: string;
  readonly parts: readonly string[];
}

function takeVersion(title: string): Taken {
  const parts: string[] = [];
  let base = title.replace(BRACKETS, (whole, opening: string, inside: string) => {
    const text = inside.trim();
    if (GUESTS.test(text)) return '';
    if (VERSION_WORD.test(text)) {
      parts.push(text);
      return '';
    }
    // "[Anjunadeep]" is a label; "(Part 2)" belongs to the title.
    return opening === '[' ? '' : whole;
  });
  for (const pattern of [AFTER_DASH, BARE]) {
    const said = pattern.exec(base)?.[1]?.trim();
    if (said === undefined || !VERSION_WORD.test(said)) continue;
    parts.push(said);
    base = base.replace(pattern, '');
  }
  return { base: base.replace(GUESTS_BARE, ' ').trim(), parts };
}

/** "Extended", "Extended Mix" and "Extended Version" are one; so are "Remastered" and "Remaster". */
function versionKey(text: string): string {
  const words = artistNameKey(text)
    .split(' ')
    .map((word) => word.replace(/^re ?master(?:ed)?$/u, 'remaster'))
    .filter((word) => word !== '' && !FILLERS.has(word));
  return [...new Set(words)].sort().join(' ');
}

/** The main artists of an artist text, in one order whichever stands first. */
const artistsKey = remembered((artist) =>
  parseTrackArtists({ artist, title: '' }).main.map(artistNameKey).sort().join('+'),
);

/** Which song a track is, and which version of it, from its names. */
export function songVersion({ artist, title, mix = '', remixer = '' }: SongNames): SongVersion {
  const { base, parts } = takeVersion(title);
  const said = parts.join(', ');
  const has = (text: string): boolean => artistNameKey(said).includes(artistNameKey(text));
  const beside = [...(mix !== '' && !has(mix) ? [mix] : []), ...(remixer !== '' && !has(remixer) ? [remixer] : [])];
  const versionText = [...parts, ...beside].join(', ');
  const titleKey = artistNameKey(base === '' ? title : base);
  const artists = artistsKey(artist);
  const isKnown = artists !== '' && titleKey !== '' && !UNNAMED.test(titleKey);
  return {
    song: isKnown ? `${artists}|${titleKey}` : '',
    title: titleKey,
    version: versionKey(versionText),
    versionText,
  };
}

/**
 * By what a recording is known without its sound: equal for tracks that are one version of one song, "" where the names say too
 * little. Tracks without an artist are one by their title: lists of what was played often name no other.
 */
export function recordingKey({ song, title, version }: SongVersion): string {
  if (title === '' || UNNAMED.test(title)) return '';
  return `${song === '' ? `|${title}` : song}|${version}`;
}

/** Whether the names tell two versions of one title apart. */
export function areVersions(a: SongVersion, b: SongVersion): boolean {
  return a.title !== '' && a.title === b.title && a.version !== b.version;
}
