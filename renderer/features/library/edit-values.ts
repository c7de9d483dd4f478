import { TrackEdit, type TrackRow } from '#shared/contract/tracks.ts';
import type { ColumnId } from '#renderer/stores/columns-store.ts';
import { COLUMNS } from './columns.tsx';

/** What the editor of a cell starts with. */
export function editText(row: TrackRow, column: ColumnId): string {
  const field = COLUMNS[column].edit;
  return field === undefined ? '' : String(row[field] ?? '');
}

/**
 * The edit that a typed text means.
 * @returns The edit, null when nothing changed, or in words why the text does not do.
 */
export function parseEdit(row: TrackRow, column: ColumnId, text: string): TrackEdit | null | string {
  const field = COLUMNS[column].edit;
  if (field === undefined || text.trim() === editText(row, column)) return null;
  if (field === 'year' && text.trim() !== '' && !/^\d{4}$/.test(text.trim())) return 'A year has four digits.';
  const value = field === 'year' ? (text.trim() === '' ? null : Number(text)) : text;
  const parsed = TrackEdit.safeParse({ [field]: value });
  if (parsed.success) return parsed.data;
  return field === 'title' ? 'A track needs a title.' : 'This text is too long.';
}
