import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TagTarget } from '#main/storage/queries/tag-writes.ts';
import { TAG_FIELDS, type TagChoice, type TagField } from '#shared/contract/file-tags.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { formatKey, keyFromIndex } from '#shared/domain/key.ts';
import type { FieldTexts } from './entry-changes.ts';

/** As many decimals as a tempo needs, two at most: what other programs write and read. */
const bpmText = (bpm: number): string => String(Number(bpm.toFixed(2)));

const keyText = (index: number, { notation }: TagChoice): string => formatKey(keyFromIndex(index), notation);

/** What the library says; null where it says nothing, which leaves the file as it is. */
const TEXTS: Readonly<Record<TagField, (target: TagTarget, choice: TagChoice) => string | null>> = {
  key: ({ keyIndex }, choice) => (keyIndex === null ? null : keyText(keyIndex, choice)),
  bpm: ({ bpm }) => (bpm === null ? null : bpmText(bpm)),
  energy: ({ energy }) => (energy === null ? null : String(energyLevel(energy))),
  rating: ({ rating }) => (rating === 0 ? null : String(rating)),
  comment: ({ comment }) => (comment === '' ? null : comment),
};

/** A comment or a rating that the user took away is taken out of the file as well; one that never was there is not. */
function isTakenAway(database: LibraryDatabase, field: TagField, trackId: string): boolean {
  if (field !== 'comment' && field !== 'rating') return false;
  return database.fieldOrigin('tracks', trackId, field) === 'user';
}

/** What the tags of a track's file should say. */
export function fieldTexts(database: LibraryDatabase, target: TagTarget, choice: TagChoice): FieldTexts {
  const texts = TAG_FIELDS.filter((field) => choice.fields.includes(field)).flatMap((field) => {
    const text = TEXTS[field](target, choice) ?? (isTakenAway(database, field, target.trackId) ? '' : null);
    return text === null ? [] : [[field, text] as const];
  });
  return Object.fromEntries(texts);
}
