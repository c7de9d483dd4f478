import type { Hlc } from './hybrid-clock.ts';
import type { Fields } from './row-store.ts';

/**
 * Field -> stamp of its last write. A stamp is "<clock>", or "<clock>/<owner>" when undo gave back an older value: the
 * clock says when the field was written (the later one wins in a merge), the owner is the clock of the transaction that
 * the value comes from. An insert stamps all fields at once with EVERY_FIELD, a fifth of the bytes.
 */
export type RowClocks = Readonly<Record<string, string>>;

const EVERY_FIELD = '*';

export const clocksOfInsert = (hlc: Hlc): RowClocks => ({ [EVERY_FIELD]: hlc });

export function parseClocks(stored: string): RowClocks {
  return JSON.parse(stored) as RowClocks;
}

/** The clock of the transaction that a field's value comes from; null when no mutation ever wrote it. */
export function ownerOf(clocks: RowClocks, field: string): Hlc | null {
  const stamp = clocks[field] ?? clocks[EVERY_FIELD];
  return stamp === undefined ? null : ((stamp.split('/').at(-1) ?? stamp) as Hlc);
}

/** Field -> the transaction that its value comes from. */
export type Owners = Readonly<Record<string, Hlc | null>>;

export function ownersOf(clocks: RowClocks, fields: readonly string[]): Owners {
  return Object.fromEntries(fields.map((field) => [field, ownerOf(clocks, field)]));
}

/**
 * The clocks after `fields` were written at `hlc`.
 * @param owners Where the values come from, when they are given back; by default from this write.
 */
export function stampClocks(clocks: RowClocks, fields: Fields, hlc: Hlc, owners: Owners = {}): RowClocks {
  const stamps = Object.keys(fields).map((field) => {
    const owner = owners[field] ?? null;
    return [field, owner === null ? hlc : `${hlc}/${owner}`] as const;
  });
  return { ...clocks, ...Object.fromEntries(stamps) };
}
