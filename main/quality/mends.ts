import type { QualityFacts } from '#main/storage/queries/quality-facts.ts';
import type { QualityChange } from '#shared/contract/quality.ts';
import type { LibraryContext, QualityRule } from './quality-rule.ts';
import type { TrackValues } from './quality-deps.ts';

type MendedField = QualityChange['field'];

const FIELDS: readonly MendedField[] = ['title', 'artist', 'genre', 'year', 'bpm', 'key'];

const VALUES: Readonly<Record<MendedField, (track: QualityFacts) => string | number | null>> = {
  title: ({ title }) => title,
  artist: ({ artist }) => artist,
  genre: ({ genre }) => genre,
  year: ({ year }) => year,
  bpm: ({ bpm }) => bpm,
  key: ({ keyIndex }) => keyIndex,
};

/** What mending the rule would change of a track; nothing where it is not broken, or only the user can mend it. */
export function changesOf(rule: QualityRule, track: QualityFacts, library: LibraryContext): QualityChange[] {
  if (rule.mend === undefined || !rule.isBroken(track, library)) return [];
  const mend = rule.mend(track, library);
  if (mend === null) return [];
  return FIELDS.flatMap((field): QualityChange[] => {
    const before = VALUES[field](track);
    const after = mend[field];
    return after === undefined || after === before ? [] : [{ field, before, after }];
  });
}

const columnOf = (field: MendedField): string => (field === 'key' ? 'key_index' : field);

/** Changes as they are written. */
export const valuesOf = (id: string, changes: readonly QualityChange[]): TrackValues => ({
  id,
  set: Object.fromEntries(changes.map(({ field, after }) => [columnOf(field), after])),
});

/** Whether a mend is, value by value, the one that was shown. */
export function areSame(shown: readonly QualityChange[], now: readonly QualityChange[]): boolean {
  const has = (change: QualityChange): boolean =>
    now.some(
      ({ field, before, after }) => field === change.field && before === change.before && after === change.after,
    );
  return shown.length === now.length && shown.every(has);
}
