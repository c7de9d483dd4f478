import { TAG_FIELDS, type TagField, type TagPart } from '#shared/contract/file-tags.ts';
import { commentLine } from '#shared/domain/tag-comment.ts';
import type { NamedContent, TagDialect, TagDocument, TagEntry } from './tag-document.ts';

/** What the fields of a file should say; fields that are absent stay as they are, "" takes one away. */
export type FieldTexts = Readonly<Partial<Record<TagField, string>>>;

/** One entry before and after; kept so that it can be given back byte for byte. */
export interface EntryChange {
  /** Place in the old list; its length for what was added. */
  readonly index: number;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
}

export interface FieldChange {
  readonly field: TagPart;
  readonly before: string;
  readonly after: string;
}

export interface ChangedTags {
  readonly entries: readonly TagEntry[];
  readonly changes: readonly EntryChange[];
  readonly fields: readonly FieldChange[];
}

/** Tempos that differ by less are the same, written differently. */
const SAME_BPM = 0.005;

const isNothing = (field: TagField, text: string): boolean => text === '' || (field === 'rating' && text === '0');

function isSame(field: TagField, before: string, after: string): boolean {
  if (isNothing(field, before) || isNothing(field, after)) return isNothing(field, before) === isNothing(field, after);
  if (field === 'bpm') return Math.abs(Number(before.replace(',', '.')) - Number(after)) < SAME_BPM;
  return commentLine(before) === commentLine(after);
}

/** The first that says something is the one that is read. */
const shown = (field: TagField, found: readonly TagEntry[]): string =>
  (found.find(({ text }) => !isNothing(field, text)) ?? found[0])?.text ?? '';

interface EntryPlan {
  /** Old entries and what takes their place; null = nothing. */
  readonly replaced: ReadonlyMap<TagEntry, TagEntry | null>;
  readonly added: TagEntry | null;
}

interface FieldPlan extends EntryPlan {
  readonly change: FieldChange | null;
}

const changeOf = (field: TagField, found: readonly TagEntry[], next: TagEntry | null | undefined): FieldChange => ({
  field,
  before: shown(field, found),
  after: next?.text ?? '',
});

function planField(dialect: TagDialect, entries: readonly TagEntry[], field: TagField, text: string): FieldPlan {
  const found = dialect.find(entries, field);
  const replaced = new Map<TagEntry, TagEntry | null>();
  for (const entry of found) {
    const next = dialect.encode(field, text, entry);
    if (!isSame(field, entry.text, next?.text ?? '')) replaced.set(entry, next);
  }
  const isAdded = !isNothing(field, text) && !found.some((entry) => dialect.isUsual(entry, field));
  const added = isAdded ? dialect.encode(field, text, null) : null;
  const change =
    replaced.size === 0 && added === null ? null : changeOf(field, found, added ?? [...replaced.values()][0]);
  return { replaced, added, change };
}

/** Where a name stands more than once, all of them say the same from then on. */
function planContent(dialect: TagDialect, entries: readonly TagEntry[], content: NamedContent): EntryPlan {
  const replaced = new Map<TagEntry, TagEntry | null>();
  let isThere = false;
  for (const entry of entries) {
    const held = dialect.readNamed(entry);
    if (held?.name.toLowerCase() !== content.name.toLowerCase()) continue;
    isThere = true;
    if (!Buffer.from(held.bytes).equals(content.bytes)) replaced.set(entry, dialect.makeNamed(content, entry));
  }
  return { replaced, added: isThere ? null : dialect.makeNamed(content, null) };
}

/** What programs keep in a tag under names of their own. */
export const namedContents = ({ dialect, entries }: TagDocument): NamedContent[] =>
  entries.flatMap((entry) => dialect.readNamed(entry) ?? []);

/** Contents to be written, and what they change in words. */
export interface ContentChange extends Omit<FieldChange, 'field'> {
  readonly contents: readonly NamedContent[];
}

/** What the tag would hold with these texts and Serato's contents, and what that changes. Entries that stay are the same objects. */
export function changeTags(
  { dialect, entries }: TagDocument,
  texts: FieldTexts,
  serato: ContentChange | null = null,
): ChangedTags {
  const fieldPlans = TAG_FIELDS.flatMap((field) => {
    const text = texts[field];
    return text === undefined ? [] : [planField(dialect, entries, field, text)];
  });
  const contentPlans = serato?.contents.map((content) => planContent(dialect, entries, content)) ?? [];
  const plans: readonly EntryPlan[] = [...fieldPlans, ...contentPlans];
  const fields = fieldPlans.flatMap(({ change }) => change ?? []);
  const said = serato === null ? [] : [{ field: 'serato' as const, before: serato.before, after: serato.after }];
  const replaced = new Map(plans.flatMap((plan) => [...plan.replaced]));
  const added = plans.flatMap((plan) => plan.added ?? []);
  const inPlace = entries.map((entry) => (replaced.has(entry) ? (replaced.get(entry) ?? null) : entry));
  const changes = entries.flatMap((entry, index) =>
    replaced.has(entry) ? [{ index, before: entry.raw, after: replaced.get(entry)?.raw ?? null }] : [],
  );
  const additions = added.map(({ raw }) => ({ index: entries.length, before: null, after: raw }));
  return {
    entries: [...inPlace.filter((entry) => entry !== null), ...added],
    changes: [...changes, ...additions],
    fields: [...fields, ...said],
  };
}

export interface RestoredTags {
  readonly entries: readonly TagEntry[];
  /** Entries that are not as they were left: another program has changed them since. */
  readonly changedSince: number;
}

/** The entries with what was written taken back. What another program wrote since then stays. */
export function takeBack(entries: readonly TagEntry[], changes: readonly EntryChange[]): RestoredTags {
  const list = [...entries];
  let changedSince = 0;
  const placeOf = (raw: Buffer): number => list.findIndex((entry) => entry.raw.equals(raw));
  const restored = (raw: Buffer): TagEntry => ({ id: '', raw, text: '' });
  for (const { before, after } of changes) {
    if (after === null) continue;
    const at = placeOf(after);
    if (at < 0) changedSince += 1;
    else if (before === null) list.splice(at, 1);
    else list[at] = restored(before);
  }
  // In the order of their old places, so that each finds the ones before it in place.
  for (const { index, before, after } of changes) {
    if (after === null && before !== null) list.splice(index, 0, restored(before));
  }
  return { entries: list, changedSince };
}

/** How much of what was written is still there. What was only taken away counts as long as it has not come back. */
export function stillWritten(entries: readonly TagEntry[], changes: readonly EntryChange[]): 'all' | 'some' | 'none' {
  const has = (raw: Buffer): boolean => entries.some((entry) => entry.raw.equals(raw));
  const there = changes.filter(({ before, after }) => (after === null ? before !== null && !has(before) : has(after)));
  if (there.length === changes.length) return 'all';
  return there.some(({ after }) => after !== null) ? 'some' : 'none';
}
