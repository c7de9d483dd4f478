import type { QualityFacts } from '#main/storage/queries/quality-facts.ts';
import type { QualityChange, QualityField, QualityRuleId, QualitySeverity } from '#shared/contract/quality.ts';

/** What rules may know beyond the one track. */
export interface LibraryContext {
  /** The text with every artist spelled as most tracks of this library spell it. */
  respell(artist: string): string;
  /** Tracks of the library that name an artist, however it is spelled. */
  tracksOfArtist(name: string): number;
  readonly thisYear: number;
}

/** Values that a mend writes; what is absent stays. */
export type Mend = Readonly<Partial<Record<QualityChange['field'], string | number | null>>>;

/** One thing that can be wrong with a track. Rules are pure: the same track and library, the same answer. */
export interface QualityRule {
  readonly id: QualityRuleId;
  readonly field: QualityField;
  readonly severity: QualitySeverity;
  /** How much of its field a track loses by it, 0-1; of several broken rules of a field the most counts. */
  readonly weight: number;
  /** Short, for a list of rules: "Title in capitals". */
  readonly name: string;
  /** What it looks for and why, in a sentence. */
  readonly help: string;
  readonly isBroken: (track: QualityFacts, library: LibraryContext) => boolean;
  /** Asked of tracks that break it: what is wrong with this one, in a sentence. */
  readonly problem: (track: QualityFacts, library: LibraryContext) => string;
  /** Asked of tracks that break it. null where only the user can know; absent where that is always so. */
  readonly mend?: (track: QualityFacts, library: LibraryContext) => Mend | null;
}

type Described = Omit<QualityRule, 'isBroken' | 'mend' | 'problem'> & { readonly says: string };

/** A rule that is broken where a clean-up of one text changes it. The clean-up never leaves the text empty. */
export function cleanUpRule(
  { says, ...rule }: Described & { readonly field: 'title' | 'artist' | 'genre' },
  clean: (text: string, library: LibraryContext) => string,
): QualityRule {
  const { field } = rule;
  const after = (track: QualityFacts, library: LibraryContext): string => {
    const text = track[field];
    return text === '' ? '' : clean(text, library) || text;
  };
  return {
    ...rule,
    problem: () => says,
    isBroken: (track, library) => after(track, library) !== track[field],
    mend: (track, library) => ({ [field]: after(track, library) }),
  };
}
