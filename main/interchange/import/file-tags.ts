import { isoTime } from '#main/platform/clock.ts';
import type { TaggedFields } from '#main/storage/file-fields.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import { replaceProviderValues } from '#main/storage/provider-values.ts';
import { TAG_PROVIDER_FIELDS } from '#shared/domain/provider-value.ts';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import type { ArtistTexts, ImportDeps, MusicFile } from './import-deps.ts';
import type { ReadyImport } from './import-job.ts';
import type { TrackMatch } from './match-tracks.ts';
import { type ImportedFields, importedFields } from './track-columns.ts';

type NameFields = Pick<ImportedFields, 'artist' | 'title' | 'remixer'>;

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || value === 0;

/** What the tags of a file say of a track where the other program says nothing. */
export function tagsBeside(said: ImportedFields, file: MusicFile | undefined): Partial<TaggedFields> {
  const known: Readonly<Record<string, unknown>> = { ...said };
  const missing = Object.entries(file?.tags ?? {}).filter(([field, value]) => !isEmpty(value) && isEmpty(known[field]));
  return Object.fromEntries(missing);
}

/** Whose the artists of a track with these texts are. */
export function artistTexts(trackId: string, { artist, title, remixer }: NameFields): ArtistTexts {
  return { trackId, artist, title, remixers: remixer === '' ? [] : [remixer] };
}

/** The same of a new track; tags may keep its artists apart where the other program does not name them. */
export function artistsBeside(
  trackId: string,
  track: InterchangeTrack,
  fields: NameFields,
  file: MusicFile | undefined,
): ArtistTexts {
  const texts = artistTexts(trackId, fields);
  if (file === undefined) return texts;
  return {
    ...texts,
    ...(track.artist === '' ? { artists: file.artists } : {}),
    ...(track.remixer === '' ? { remixers: file.remixers } : {}),
  };
}

/** The entries whose tracks are new and have their files on this machine, by track. */
function freshFiles({ sources, files }: ReadyImport): Map<string, { match: TrackMatch; file: MusicFile }> {
  const fresh = sources.flatMap(({ matches }) =>
    matches.flatMap((match) => {
      const file = match.path === null ? undefined : files.get(match.path);
      return match.kind === 'new' && !match.isRepeated && file !== undefined
        ? [[match.trackId, { match, file }] as const]
        : [];
    }),
  );
  return new Map(fresh);
}

/**
 * Notes of tracks that an import has added what comes from the tags of their files, as a scan would: the analysis and later tags
 * may write over it, which they may not over what the other program says.
 */
function tagKeeper({ database, clock }: ImportDeps, ready: ReadyImport): (trackIds: readonly string[]) => void {
  const fresh = freshFiles(ready);
  return (trackIds) => {
    const known = trackIds.flatMap((id) => fresh.get(id) ?? []);
    const mutations = known.map(({ match: { trackId, track }, file }): Mutation => {
      const set = tagsBeside(importedFields(track), file);
      return { op: 'update', table: 'tracks', id: trackId, set };
    });
    const foundAt = isoTime(clock.now());
    database.transaction('derived', () => {
      // Undo of the import takes the tracks themselves back.
      database.mutate({ origin: 'tag', label: 'Read file tags', mutations, undoable: false, takesOver: true });
      for (const { match, file } of known) {
        const said = { trackId: match.trackId, values: file.sayings, provider: 'tag', foundAt } as const;
        replaceProviderValues(database, said, TAG_PROVIDER_FIELDS);
      }
    });
  };
}

/** The same import, which also keeps the tags of files that are new. */
export function keepingTags(deps: ImportDeps, ready: ReadyImport): ImportDeps {
  const keepTags = tagKeeper(deps, ready);
  return {
    ...deps,
    onTracksAdded: async (trackIds) => {
      keepTags(trackIds);
      await deps.onTracksAdded(trackIds);
    },
  };
}
