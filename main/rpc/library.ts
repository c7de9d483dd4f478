import type { FolderId, TrackId } from '#shared/contract/ids.ts';
import type { FolderListing, LibraryFolder, ScanState } from '#shared/contract/library.ts';
import type { SearchCompletion } from '#shared/contract/search.ts';
import type { SourcedField } from '#shared/contract/track-sources.ts';
import type { TrackDetail, TrackEdit, TrackPage, TrackQuery } from '#shared/contract/tracks.ts';
import type { Provider } from '#shared/domain/provider-value.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the library. Streams end when `signal` aborts. */
export interface LibraryUseCases {
  folders(): Answer<LibraryFolder[]>;
  addFolder(path: string): Answer<LibraryFolder>;
  removeFolder(id: FolderId): Answer<{ removedTracks: number }>;
  browse(path: string | undefined): Answer<FolderListing>;
  scan(id: FolderId | undefined): Answer<void>;
  cancelScan(): Answer<void>;
  watchScan(signal: AbortSignal): AsyncIterable<ScanState>;
  tracks(query: TrackQuery, offset: number, limit: number): Answer<TrackPage>;
  trackIds(query: TrackQuery): Answer<TrackId[]>;
  complete(text: string, cursor: number): Answer<SearchCompletion>;
  track(id: TrackId): Answer<TrackDetail>;
  editTracks(ids: readonly TrackId[], edit: TrackEdit): Answer<{ changed: number }>;
  takeValues(id: TrackId, provider: Provider, fields: readonly SourcedField[]): Answer<{ changed: number }>;
  removeTracks(ids: readonly TrackId[]): Answer<{ removed: number }>;
  watchRevision(signal: AbortSignal): AsyncIterable<{ revision: number }>;
}

export function libraryRouter(library: LibraryUseCases) {
  return {
    folders: os.library.folders.handler(() => library.folders()),
    addFolder: os.library.addFolder.handler(({ input }) => library.addFolder(input.path)),
    removeFolder: os.library.removeFolder.handler(({ input }) => library.removeFolder(input.id)),
    browse: os.library.browse.handler(({ input }) => library.browse(input.path)),
    scan: os.library.scan.handler(({ input }) => library.scan(input.id)),
    cancelScan: os.library.cancelScan.handler(() => library.cancelScan()),
    watchScan: os.library.watchScan.handler(({ signal }) => stream((stop) => library.watchScan(stop), signal)),
    tracks: os.library.tracks.handler(({ input }) => library.tracks(input.query, input.offset, input.limit)),
    trackIds: os.library.trackIds.handler(({ input }) => library.trackIds(input.query)),
    complete: os.library.complete.handler(({ input }) => library.complete(input.text, input.cursor)),
    track: os.library.track.handler(({ input }) => library.track(input.id)),
    editTracks: os.library.editTracks.handler(({ input }) => library.editTracks(input.ids, input.edit)),
    takeValues: os.library.takeValues.handler(({ input }) =>
      library.takeValues(input.id, input.provider, input.fields),
    ),
    removeTracks: os.library.removeTracks.handler(({ input }) => library.removeTracks(input.ids)),
    watchRevision: os.library.watchRevision.handler(({ signal }) =>
      stream((stop) => library.watchRevision(stop), signal),
    ),
  };
}
