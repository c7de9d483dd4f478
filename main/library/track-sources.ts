import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type ProviderValue, providerValues } from '#main/storage/queries/provider-values.ts';
import { lockedFields } from '#main/storage/queries/tracks.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { type FieldSources, SourcedField } from '#shared/contract/track-sources.ts';
import type { TrackDetail, TrackRow } from '#shared/contract/tracks.ts';
import { combineField } from '#shared/domain/combine-sources.ts';
import type { Provider } from '#shared/domain/provider-value.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { gridAtTempo } from './correct-track.ts';
import { editTrackRows } from './edit-tracks.ts';

type Column = keyof RowFields<'tracks'> & (Exclude<SourcedField, 'key'> | 'key_index');

const columnOf = (field: SourcedField): Column => (field === 'key' ? 'key_index' : field);
const valueOf = (row: TrackRow, field: SourcedField): number | string | null =>
  field === 'key' ? row.keyIndex : row[field];

/** Of words, what the tag says is what the track shows: worth a line only when somebody else speaks. */
function isWorthShowing({ field, sources }: FieldSources): boolean {
  return field === 'bpm' || field === 'key' || field === 'energy' || sources.some(isFromElsewhere);
}
const isFromElsewhere = ({ provider }: FieldSources['sources'][number]): boolean =>
  provider !== 'tag' && provider !== 'user' && provider !== 'import';

function sourcesOf(database: LibraryDatabase, row: TrackRow, values: readonly ProviderValue[]): FieldSources[] {
  const locked: readonly string[] = lockedFields(database, row.id);
  return SourcedField.options.flatMap((field) => {
    const column = columnOf(field);
    const origin = database.fieldOrigin('tracks', row.id, column);
    const held = { value: valueOf(row, field), origin, locked: locked.includes(column) };
    const combined = combineField(
      field,
      held,
      values.filter((value) => value.field === field),
    );
    if (combined === null) return [];
    const shown: FieldSources = { ...combined, field, sources: [...combined.sources] };
    return isWorthShowing(shown) ? [shown] : [];
  });
}

/** Where the values of a track come from, and what others say of them. */
export function trackSources(
  database: LibraryDatabase,
  row: TrackRow,
): Pick<TrackDetail, 'sources' | 'musicbrainzIds'> {
  const values = providerValues(database, row.id);
  const ids = values.find(({ field }) => field === 'musicbrainz')?.value ?? '';
  return { sources: sourcesOf(database, row, values), musicbrainzIds: String(ids).split(',').filter(Boolean) };
}

const PROVIDER_WORDS: Readonly<Record<Provider, string>> = {
  tag: 'file tag',
  analysis: 'analysis',
  'genre-model': 'genre model',
  tagger: 'tagger',
  recognition: 'recognition',
};
const FIELD_WORDS: Readonly<Record<SourcedField, string>> = {
  bpm: 'tempo',
  key: 'key',
  energy: 'energy',
  genre: 'genre',
  artist: 'artist',
  title: 'title',
  album: 'album',
  label: 'label',
  year: 'year',
};

/** A locked field is the user's own doing: it is unlocked first, not written over. */
function refuseLocked(database: LibraryDatabase, id: TrackId, fields: readonly SourcedField[]): void {
  const locked: readonly string[] = lockedFields(database, id);
  const field = fields.find((each) => locked.includes(columnOf(each)));
  if (field === undefined) return;
  throw new AppError('conflict', `The ${FIELD_WORDS[field]} of this track is locked. Unlock it first.`);
}

/**
 * Makes what a provider says of the fields the user's own choice, as one step for undo.
 * @throws {AppError} `not-found` when the provider says it no more, `conflict` when a field is locked.
 */
export async function takeValues(
  database: LibraryDatabase,
  id: TrackId,
  provider: Provider,
  fields: readonly SourcedField[],
): Promise<{ changed: number }> {
  refuseLocked(database, id, fields);
  const said = providerValues(database, id).filter((value) => value.provider === provider);
  const entries = fields.map((field) => {
    const found = said.find((value) => value.field === field);
    if (found === undefined)
      throw new AppError('not-found', 'This value is not there any more. Look at the track again.');
    return [columnOf(field), found.value] as const;
  });
  const what = fields.length === 1 && fields[0] !== undefined ? FIELD_WORDS[fields[0]] : `${fields.length} values`;
  const values: Partial<RowFields<'tracks'>> = Object.fromEntries(entries);
  const set = typeof values.bpm === 'number' ? { ...values, ...gridAtTempo(database, id, values.bpm) } : values;
  return editTrackRows(database, [id], set, `Use the ${what} of the ${PROVIDER_WORDS[provider]}`);
}
