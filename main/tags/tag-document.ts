import type { TagField } from '#shared/contract/file-tags.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Splice } from './splice.ts';

/** One frame, comment or atom as it stands in the file. */
export interface TagEntry {
  /** "TKEY", "TXXX:EnergyLevel", "INITIALKEY", "----:com.apple.iTunes:initialkey". */
  readonly id: string;
  /** All its bytes, the header included. */
  readonly raw: Buffer;
  /** What it says, where it is one of the fields: keys and comments as text, ratings as stars "0" to "5". */
  readonly text: string;
}

/** What a program keeps in tags under a name of its own: objects of ID3 by what they describe, comments and atoms by name. */
export interface NamedContent {
  /** "Serato Markers2", "SERATO_MARKERS_V2", "----:com.serato.dj:markersv2"; case does not tell names apart. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How one kind of tag keeps the fields. */
export interface TagDialect {
  /** The entries that hold a field; in front the one that this program reads first. */
  find(entries: readonly TagEntry[], field: TagField): readonly TagEntry[];
  /** Whether an entry is the one in which most programs look. */
  isUsual(entry: TagEntry, field: TagField): boolean;
  /**
   * @param text "" takes the field away.
   * @param like The entry that it replaces: its name, owner, language and scale are kept.
   * @returns null where the entry goes.
   */
  encode(field: TagField, text: string, like: TagEntry | null): TagEntry | null;
  /** @returns null for entries of another kind. */
  readNamed(entry: TagEntry): NamedContent | null;
  /** @param like The entry that it replaces: what stands beside the content is kept. */
  makeNamed(content: NamedContent, like: TagEntry | null): TagEntry;
}

/** The tag of a file, taken apart. */
export interface TagDocument {
  /** Raw entries fit only documents of the same kind ("id3v2.3"). */
  readonly kind: string;
  readonly dialect: TagDialect;
  readonly entries: readonly TagEntry[];
  /** Bytes that it takes in the file, room for growth included; 0 = there is none. */
  readonly size: number;
  /** Digest of what stands between and beside the entries and is written anew with them: it must stay the same. */
  readonly surroundings: string;
  /**
   * What to change in the file so that it has these entries.
   * @param size To make the tag as large as it was once, if they fit.
   */
  render(entries: readonly TagEntry[], size?: number): Promise<readonly Splice[]>;
}

/** Why a file is left alone, in words for the user. */
export const refusal = (reason: string): AppError => new AppError('unsupported', reason);

export const damaged = (what: string): AppError =>
  refusal(`${what} is damaged. Repair it in a tag editor first; MusicForge leaves the file as it is.`);
