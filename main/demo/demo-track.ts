import type { Recipe, SectionSpec } from '#main/demo/synth/track-spec.ts';
import { type MusicalKey, parseKey } from '#shared/domain/key.ts';
import { bpm, seconds } from '#shared/domain/units.ts';

/** File kinds that the demo library is written in; a DJ's folder is never of one kind. */
export type DemoFormat = 'mp3-320' | 'mp3-256' | 'flac' | 'm4a' | 'ogg' | 'wav' | 'aiff';

/** A track of the demo library: its tags, its file and the recipe of its music. All names are invented. */
export interface DemoTrack {
  readonly id: string;
  readonly title: string;
  /** As tagged; may hold several names. */
  readonly artist: string;
  readonly album: string;
  readonly year: number;
  readonly label: string;
  readonly genre: string;
  readonly comment: string;
  readonly format: DemoFormat;
  readonly recipe: Recipe;
}

/** How a track is written down in the catalogue. */
export interface DemoTrackEntry extends Omit<DemoTrack, 'recipe'> {
  readonly style: Recipe['style'];
  readonly bpm: number;
  /** "Am", "F#m", "Db". */
  readonly key: string;
  readonly sections: readonly SectionSpec[];
  readonly leadIn: number;
  readonly progression?: string;
  readonly patterns?: Readonly<Record<string, string>>;
}

function requireKey(text: string): MusicalKey {
  const key = parseKey(text);
  if (!key) throw new RangeError(`Not a key: ${text}`);
  return key;
}

/** Turns a catalogue entry into a track. @throws {RangeError} If its key is none. */
export function demoTrack(entry: DemoTrackEntry): DemoTrack {
  const { style, bpm: tempo, key, sections, leadIn, progression, patterns, ...tags } = entry;
  return {
    ...tags,
    recipe: {
      seed: entry.id,
      style,
      bpm: bpm(tempo),
      key: requireKey(key),
      sections,
      leadIn: seconds(leadIn),
      ...(progression === undefined ? {} : { progression }),
      ...(patterns === undefined ? {} : { patterns }),
    },
  };
}
