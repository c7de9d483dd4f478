import type { MusicalKey } from '#shared/domain/key.ts';
import type { Bpm, Seconds } from '#shared/domain/units.ts';

export type StyleName =
  | 'house'
  | 'deep-house'
  | 'tech-house'
  | 'afro-house'
  | 'disco'
  | 'nu-disco'
  | 'techno'
  | 'melodic-techno'
  | 'electro'
  | 'trance'
  | 'progressive'
  | 'drum-and-bass'
  | 'liquid'
  | 'jungle'
  | 'breaks'
  | 'garage'
  | 'hip-hop'
  | 'reggaeton'
  | 'hardstyle';

export type SectionKind = 'intro' | 'build' | 'drop' | 'breakdown' | 'outro';

export interface SectionSpec {
  readonly kind: SectionKind;
  readonly bars: number;
}

/** What the synthesiser needs to know about a track. The same recipe gives the same samples. */
export interface Recipe {
  /** Seeds every random choice. */
  readonly seed: string;
  readonly style: StyleName;
  readonly bpm: Bpm;
  readonly key: MusicalKey;
  /** In playing order. Phrases of eight bars; slow tracks share one between two sections. */
  readonly sections: readonly SectionSpec[];
  /** Silence before the first beat. */
  readonly leadIn: Seconds;
  /** Scale degrees, one character a bar; replaces the style's. */
  readonly progression?: string;
  /** Replaces the patterns of the style's parts, by part name. */
  readonly patterns?: Readonly<Record<string, string>>;
}
