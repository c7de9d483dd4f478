import { mainArtistKeys, songKey } from '#shared/domain/artist-names-song.ts';

interface Named {
  readonly title: string;
  readonly artist: string;
}

/** What a list of suggestions leaves out. */
export interface ChoiceRules {
  /** Their songs are not suggested again, in whatever version of a file. */
  readonly played: readonly Named[];
  /** Their artists neither. */
  readonly artistsOf: readonly Named[];
}

/** A list full of one artist helps nobody. */
const MAX_PER_ARTIST = 3;

/** Chooses from a ranked list: each song once and none that was played, no artist twice in a row, and few of one artist. */
export class SuggestionChoice {
  private readonly songs: Set<string>;
  private readonly unwanted: Set<string>;
  private readonly perArtist = new Map<string, number>();

  constructor({ played, artistsOf }: ChoiceRules) {
    this.songs = new Set(played.map(songKey));
    this.unwanted = new Set(artistsOf.flatMap(mainArtistKeys));
    // Tracks without an artist are not by the same one.
    this.unwanted.delete('');
  }

  /** Whether the next of the ranked tracks is taken. */
  takes(track: Named): boolean {
    const song = songKey(track);
    const artists = mainArtistKeys(track).filter((artist) => artist !== '');
    const isUnwanted = artists.some(
      (artist) => this.unwanted.has(artist) || (this.perArtist.get(artist) ?? 0) >= MAX_PER_ARTIST,
    );
    if (this.songs.has(song) || isUnwanted) return false;
    this.songs.add(song);
    for (const artist of artists) this.perArtist.set(artist, (this.perArtist.get(artist) ?? 0) + 1);
    return true;
  }
}
