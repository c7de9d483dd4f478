import type { DuplicateSearch } from '#shared/contract/duplicates.ts';
import type { MissingSearch } from '#shared/contract/missing.ts';
import type { QualityWork } from '#shared/contract/quality.ts';

const count = (value: number): string => value.toLocaleString('en');

/** What a search for duplicates is at; "" when none runs. */
export function searchText(search: DuplicateSearch | null): string {
  if (search?.phase === 'hearing') return `Listening ${count(search.done)} of ${count(search.total)}`;
  return search?.phase === 'comparing' ? 'Comparing' : '';
}

const tenths = (fraction: number | null): string => `${Math.floor((fraction ?? 0) * 10) * 10} percent`;

/** Said to screen readers at each step of a tenth, so that they are not flooded. */
export function spokenSearch(search: DuplicateSearch | null): string {
  if (search?.phase === 'hearing') return `Listening for duplicates ${tenths(search.fraction)}`;
  if (search?.phase === 'comparing') return `Comparing ${tenths(search.fraction)}`;
  if (search?.phase === 'done') return 'The search for duplicates has ended';
  return search?.phase === 'cancelled' ? 'The search for duplicates was cancelled' : '';
}

/** What a search for missing files is at; "" when none runs. */
export function missingText(search: MissingSearch | null): string {
  if (search?.phase === 'walking') return `Looking for files: ${count(search.files)} found`;
  if (search?.phase === 'reading') return `Reading files ${count(search.done)} of ${count(search.files)}`;
  if (search?.phase === 'matching') return 'Comparing files';
  return search?.phase === 'writing' ? 'Taking files over' : '';
}

export function spokenMissing(search: MissingSearch | null): string {
  if (search?.phase === 'walking') return 'Looking for files';
  if (search?.phase === 'reading') return `Reading files ${tenths(search.fraction)}`;
  if (search?.phase === 'ready') return `${count(search.found)} of ${count(search.missing)} missing files found`;
  return search?.phase === 'done' ? `${count(search.located)} files found again` : '';
}

/** How far a mending of many tracks is; "" when none runs. */
export function mendingText(work: QualityWork | null): string {
  return work?.phase === 'mending' ? `Mending ${count(work.done)} of ${count(work.total)}` : '';
}

export function spokenMending(work: QualityWork | null): string {
  return work?.phase === 'mending' ? `Mending ${tenths(work.done / Math.max(1, work.total))}` : '';
}
