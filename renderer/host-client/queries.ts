import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { HostClient } from '#shared/contract/contract.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { FoundFile } from '#shared/contract/missing.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/contract/settings.ts';
import type {
  BridgeRequest,
  LearnedWeights,
  SuggestionOptions,
  SuggestionPlace,
} from '#shared/contract/suggestions.ts';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { useHost } from './host.tsx';

export function useFolders() {
  return useQuery(useHost().orpc.library.folders.queryOptions());
}

export function useSets() {
  return useQuery(useHost().orpc.sets.list.queryOptions());
}

/** Everything about one track; the one before stays on show while the next is fetched. */
export function useTrackDetail(id: TrackId | null) {
  const { orpc } = useHost();
  return useQuery(
    orpc.library.track.queryOptions({ input: id === null ? skipToken : { id }, placeholderData: keepPreviousData }),
  );
}

export function useSuggestions(
  place: SuggestionPlace,
  options: SuggestionOptions,
  exclude: readonly TrackId[],
  limit: number,
) {
  const { orpc } = useHost();
  return useQuery(
    orpc.suggestions.next.queryOptions({
      input: { place, options, limit, exclude: [...exclude] },
      placeholderData: keepPreviousData,
      // A slider asks anew with every step.
      gcTime: 10_000,
    }),
  );
}

/** Ways from one track to another. */
export function useBridges(request: Omit<BridgeRequest, 'exclude'> & { readonly exclude: readonly TrackId[] }) {
  const input = { ...request, exclude: [...request.exclude] };
  return useQuery(useHost().orpc.suggestions.bridge.queryOptions({ input, placeholderData: keepPreviousData }));
}

/** Tracks that sound like a track. */
export function useSimilar(trackId: TrackId, limit: number) {
  return useQuery(
    useHost().orpc.suggestions.similar.queryOptions({
      input: { trackId, limit, exclude: [] },
      placeholderData: keepPreviousData,
    }),
  );
}

/** Between two looks at how far something is. */
const PROGRESS_MS = 300;

/**
 * Whose weights suggestions are ranked by, and how well they foresee the user.
 * @param isLearning Learning was just begun here.
 */
export function useLearnedWeights(isLearning = false) {
  const { learned } = useHost().orpc.suggestions;
  const refetchInterval = ({ state }: { readonly state: { readonly data?: LearnedWeights | undefined } }) =>
    isLearning || (state.data?.learning ?? null) !== null ? PROGRESS_MS : false;
  return useQuery(learned.queryOptions({ refetchInterval }));
}

/** What was learned from the genres in the library. */
export function useLearnedGenres() {
  return useQuery(useHost().orpc.genres.state.queryOptions());
}

/** The tagger's model, and how far it is. */
export function useTaggerState() {
  return useQuery(useHost().orpc.tagger.state.queryOptions());
}

export function useFailures(enabled: boolean) {
  return useQuery(useHost().orpc.analysis.failures.queryOptions({ enabled }));
}

/** The first changes that a preview of file tags found. */
export function useTagChanges(preview: number | null, limit: number) {
  return useQuery(
    useHost().orpc.fileTags.changes.queryOptions({
      input: preview === null ? skipToken : { preview, offset: 0, limit },
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
}

/** Writings into file tags, newest first. */
export function useTagRuns() {
  return useQuery(useHost().orpc.fileTags.runs.queryOptions());
}

export function useHistory() {
  return useQuery(useHost().orpc.history.state.queryOptions());
}

export function useLibraryLocation(enabled: boolean) {
  return useQuery(useHost().orpc.settings.location.queryOptions({ enabled }));
}

export function useBackups() {
  return useQuery(useHost().orpc.backups.list.queryOptions());
}

/** Folders and library archives of a folder of the host's machine. */
export function useBrowseArchives(path: string | undefined) {
  return useQuery(
    useHost().orpc.interchange.browse.queryOptions({
      input: path === undefined ? { kind: 'archive' } : { path, kind: 'archive' },
      placeholderData: keepPreviousData,
    }),
  );
}

/** Whether AudD can be asked, and where its token is. */
export function useRecognitionState(enabled: boolean) {
  return useQuery(useHost().orpc.recognition.state.queryOptions({ enabled }));
}

export function useBrowse(path: string | undefined) {
  return useQuery(
    useHost().orpc.library.browse.queryOptions({
      input: path === undefined ? {} : { path },
      placeholderData: keepPreviousData,
    }),
  );
}

/** Folders and files that may be libraries of other programs. */
export function useBrowseFiles(path: string | undefined) {
  return useQuery(
    useHost().orpc.interchange.browse.queryOptions({
      input: path === undefined ? {} : { path },
      placeholderData: keepPreviousData,
    }),
  );
}

/** Settings; undefined until they are known. */
export function useKnownSettings(): Settings | undefined {
  return useQuery(useHost().orpc.settings.get.queryOptions()).data;
}

/** Settings, or the defaults until they are known. */
export function useSettings(): Settings {
  return useKnownSettings() ?? DEFAULT_SETTINGS;
}

/** Number of tracks of the whole library; null until known. */
export function useLibrarySize(): number | null {
  const { orpc } = useHost();
  const input = { query: { source: { kind: 'all' as const }, search: '', sort: [] }, offset: 0, limit: 0 };
  return useQuery(orpc.library.tracks.queryOptions({ input })).data?.total ?? null;
}

/** Numbers behind the sidebar's entries; null until known. */
export function useSourceCount(kind: 'recent' | 'missing' | 'failed' | 'outdated'): number | null {
  const { orpc } = useHost();
  const input = { query: { source: { kind }, search: '', sort: [] }, offset: 0, limit: 0 };
  return useQuery(orpc.library.tracks.queryOptions({ input })).data?.total ?? null;
}

/** The first tracks that fit a search, for the command palette; none while the text is empty or not understood. */
export function usePaletteTracks(search: string): readonly TrackRow[] {
  const { orpc } = useHost();
  const query = { source: { kind: 'all' as const }, search: search.trim(), sort: [] };
  const input = query.search === '' ? skipToken : { query, offset: 0, limit: 8 };
  const page = useQuery(orpc.library.tracks.queryOptions({ input, placeholderData: keepPreviousData, gcTime: 10_000 }));
  return query.search === '' || page.error ? [] : (page.data?.rows ?? []);
}

const NO_IDS: readonly TrackId[] = [];

/** Ids of a set in order, at most as many as a suggestion request may exclude; none without a set. */
export function useSetTrackIds(setId: SetId | null): readonly TrackId[] {
  const { orpc } = useHost();
  const query = { source: { kind: 'set' as const, setId: setId as SetId }, search: '', sort: [] };
  const ids = useQuery(orpc.library.trackIds.queryOptions({ input: setId === null ? skipToken : { query } }));
  return ids.data?.slice(0, 1000) ?? NO_IDS;
}

/** Groups of duplicates that are not decided on; null until known. */
export function useDuplicateCount(): number | null {
  return useQuery(useHost().orpc.duplicates.count.queryOptions()).data?.groups ?? null;
}

export function useDuplicateState() {
  return useQuery(useHost().orpc.duplicates.state.queryOptions());
}

/** The surest groups of duplicates. */
export function useDuplicateGroups(limit: number) {
  return useQuery(
    useHost().orpc.duplicates.groups.queryOptions({ input: { offset: 0, limit }, placeholderData: keepPreviousData }),
  );
}

/** Other versions of the song of a track. */
export function useVersions(id: TrackId) {
  return useQuery(useHost().orpc.duplicates.versions.queryOptions({ input: { id } }));
}

export function useBrowseAudio(path: string | undefined) {
  return useQuery(
    useHost().orpc.missing.browse.queryOptions({
      input: path === undefined ? {} : { path },
      placeholderData: keepPreviousData,
    }),
  );
}

/** As many as one question may ask for. */
const FOUND_AT_ONCE = 500;

/** All that a search for missing files has found, the surest first. @param count How many there are; 0 asks for nothing. */
export function useFound(count: number) {
  const { client } = useHost();
  return useQuery({
    queryKey: ['missing', 'found', count],
    queryFn: count === 0 ? skipToken : () => readFound(client, count),
    staleTime: 0,
  });
}

async function readFound(client: HostClient, count: number): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  for (let offset = 0; offset < count; offset += FOUND_AT_ONCE) {
    files.push(...(await client.missing.found({ offset, limit: FOUND_AT_ONCE })).files);
  }
  return files;
}
