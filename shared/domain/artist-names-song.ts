import { artistNameKey, parseTrackArtists } from './artist-names.ts';

/** Everything in brackets, and what follows a spaced dash: versions, guests, labels. */
const ADDITIONS = /[([{][^)\]}]*[)\]}]|\s+(?:feat(?:uring|\.)?|ft\.?)\s+.*$|\s+-\s+.*$/giu;

/**
 * Key that is equal for two files of one song: an mp3 and its FLAC, the radio edit and the extended mix. A remix by
 * somebody is another song.
 */
export function songKey(track: { readonly artist: string; readonly title: string }): string {
  const { main, remixers } = parseTrackArtists(track);
  const title = artistNameKey(track.title.replace(ADDITIONS, ' ')) || artistNameKey(track.title);
  return [main.map(artistNameKey).sort().join('+'), title, remixers.map(artistNameKey).sort().join('+')].join('|');
}

/** Name keys of the main artists, for telling whether two tracks are by the same. */
export function mainArtistKeys(track: { readonly artist: string; readonly title: string }): string[] {
  return parseTrackArtists(track).main.map(artistNameKey);
}
