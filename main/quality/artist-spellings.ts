import { artistNameKey, parseTrackArtists } from '#shared/domain/artist-names.ts';

interface Name {
  readonly name: string;
  readonly key: string;
}

/** From so many tracks on an artist is known; more make no difference to any rule. */
const KNOWN_TRACKS = 3;

const isOneCase = (text: string): boolean => text === text.toUpperCase() || text === text.toLowerCase();

/** Whether a spelling goes before another of as many tracks: capitals and small letters mixed, then by the alphabet. */
function goesBefore(a: string, b: string): boolean {
  if (isOneCase(a) !== isOneCase(b)) return isOneCase(b);
  return a < b;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** The artist with one name spelled differently. */
function respelled(text: string, from: string, to: string): string {
  const whole = new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(from)}(?![\p{L}\p{N}])`, 'u');
  return text.replace(whole, () => to);
}

/** How the artists of a library are spelled, and by how many tracks; kept up to date track by track. */
export class ArtistSpellings {
  private readonly parsed = new Map<string, readonly Name[]>();
  private readonly byKey = new Map<string, Map<string, number>>();

  /** @returns Keys of which something changed that rules ask for. */
  add(artist: string): string[] {
    return this.count(artist, 1);
  }

  remove(artist: string): string[] {
    return this.count(artist, -1);
  }

  keysOf(artist: string): string[] {
    return this.namesOf(artist).map(({ key }) => key);
  }

  /** The text with each name in the spelling of most tracks. */
  respell(artist: string): string {
    let text = artist;
    for (const { name, key } of this.namesOf(artist)) {
      const best = this.best(key);
      if (best !== null && best !== name) text = respelled(text, name, best);
    }
    return text;
  }

  /** Tracks of an artist in any spelling. */
  tracksOf(name: string): number {
    return this.total(artistNameKey(name));
  }

  private namesOf(artist: string): readonly Name[] {
    const known = this.parsed.get(artist);
    if (known !== undefined) return known;
    const { main, featured } = parseTrackArtists({ artist, title: '' });
    const names = [...main, ...featured].map((name) => ({ name, key: artistNameKey(name) }));
    this.parsed.set(artist, names);
    return names;
  }

  private count(artist: string, by: 1 | -1): string[] {
    return this.namesOf(artist).flatMap(({ name, key }) => {
      const before = this.standing(key);
      const spellings = this.byKey.get(key) ?? new Map<string, number>();
      const count = (spellings.get(name) ?? 0) + by;
      if (count > 0) spellings.set(name, count);
      else spellings.delete(name);
      if (spellings.size > 0) this.byKey.set(key, spellings);
      else this.byKey.delete(key);
      return this.standing(key) === before ? [] : [key];
    });
  }

  /** All that rules can see of an artist. */
  private standing(key: string): string {
    return `${Math.min(KNOWN_TRACKS, this.total(key))} ${this.best(key) ?? ''}`;
  }

  private total(key: string): number {
    let total = 0;
    for (const count of this.byKey.get(key)?.values() ?? []) total += count;
    return total;
  }

  private best(key: string): string | null {
    let best: string | null = null;
    let most = 0;
    for (const [spelling, count] of this.byKey.get(key) ?? []) {
      if (count < most || (count === most && best !== null && !goesBefore(spelling, best))) continue;
      best = spelling;
      most = count;
    }
    return best;
  }
}
