import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import { createImportService, type ImportService } from '#main/interchange/import/import-service.ts';
import type { ImportDeps, MusicFile } from '#main/interchange/import/import-deps.ts';
import {
  emptyTrack,
  type GridMarker,
  type InterchangeCue,
  type InterchangeLibrary,
  type InterchangeTrack,
} from '#main/interchange/model.ts';
import { readSource } from '#main/interchange/read-source.ts';
import { artistMutations } from '#main/library/track-artist-mutations.ts';
import type { TaggedFields } from '#main/storage/file-fields.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { DEFAULT_RULES, type ImportPreview, type ImportResult, type MergeRules } from '#shared/contract/interchange.ts';
import { fileFields, manualClock, openTempLibrary, tempFolder, trackFields } from './temp-library.ts';

export interface ImportBench {
  readonly library: LibraryDatabase;
  readonly imports: ImportService;
  readonly analysed: string[];
  /** Files of "this machine", by path, as they are read. */
  readonly disk: Map<string, MusicFile>;
  /** Writes a rekordbox file. @returns Its path. */
  write(content: Partial<InterchangeLibrary>, name?: string): string;
  preview(...paths: readonly string[]): Promise<ImportPreview>;
  /** Previews and writes. */
  run(content: Partial<InterchangeLibrary>, rules?: Partial<MergeRules>): Promise<ImportResult>;
}

export function importBench({ readMusicFile }: Partial<Pick<ImportDeps, 'readMusicFile'>> = {}): ImportBench {
  const folder = tempFolder();
  const library = openTempLibrary();
  const analysed: string[] = [];
  const disk = new Map<string, MusicFile>();
  const imports = createImportService({
    database: library,
    clock: manualClock(),
    readSource,
    readMusicFile: readMusicFile ?? ((path) => Promise.resolve(disk.get(path) ?? null)),
    artistMutations: (tracks) => artistMutations(library, tracks),
    onTracksAdded: (ids) => void analysed.push(...ids),
    backUp: () => Promise.resolve(),
    onProblem: (error) => {
      throw error;
    },
  });
  const bench: ImportBench = {
    library,
    imports,
    analysed,
    disk,
    write: (content, name = 'collection.xml') => {
      const path = join(folder, name);
      writeFileSync(path, formatRekordbox({ tracks: [], playlists: [], plays: [], ...content }).output);
      return path;
    },
    preview: async (...paths) => {
      imports.preview(paths);
      await imports.idle();
      const { preview, error } = imports.state();
      if (preview === null) throw new Error(error ?? 'no preview');
      return preview;
    },
    run: async (content, rules = {}) => {
      await bench.preview(bench.write(content));
      imports.apply({ ...DEFAULT_RULES, ...rules });
      await imports.idle();
      const { result, error } = imports.state();
      if (result === null) throw new Error(error ?? 'no result');
      return result;
    },
  };
  return bench;
}

export const NO_FILE_TAGS: TaggedFields = {
  title: '',
  artist: '',
  album: '',
  album_artist: '',
  genre: '',
  label: '',
  comment: '',
  year: null,
  track_number: null,
  rating: 0,
  duration_seconds: null,
  bpm: null,
  key_index: null,
  energy: null,
  remixer: '',
  has_artwork: 0,
};

/** A music file without tags. */
export function musicFile(path: string, set: Partial<MusicFile> = {}): MusicFile {
  return {
    path,
    sizeBytes: 5,
    modifiedMs: 0,
    contentHash: `content of ${path}`,
    format: 'mp3',
    sampleRate: null,
    bitRate: null,
    channels: null,
    tags: NO_FILE_TAGS,
    artists: [],
    remixers: [],
    sayings: [],
    ...set,
  };
}

/** A track that the library has. */
export function ownTrack(bench: ImportBench, set: Parameters<typeof trackFields>[0], path = '/music/own.mp3'): string {
  const id = bench.library.newId();
  bench.library.mutate({
    origin: 'tag',
    label: 'Scan',
    mutations: [
      { op: 'insert', table: 'tracks', id, set: trackFields(set) },
      { op: 'insert', table: 'files', id: bench.library.newId(), set: fileFields(id, { path }) },
    ],
  });
  return id;
}

/** A track of another program. */
export function foreignTrack(id: string, set: Partial<InterchangeTrack> = {}): InterchangeTrack {
  const title = `Title ${id}`;
  return { ...emptyTrack(id), path: `D:\\Music\\${id}.mp3`, title, artist: 'Artist', durationSeconds: 200, ...set };
}

export function foreignCue(set: Partial<InterchangeCue> = {}): InterchangeCue {
  return { type: 'cue', slot: 0, startSeconds: 1, endSeconds: null, name: '', colour: null, ...set };
}

export const foreignMarker = (set: Partial<GridMarker> = {}): GridMarker => ({
  startSeconds: 0.25,
  bpm: 126,
  beatsPerBar: 4,
  beatNumber: 1,
  slot: null,
  name: '',
  ...set,
});

export function liveTracks({ library }: ImportBench) {
  return library.query.all(
    library.db.selectFrom('tracks').selectAll().where('deleted_at', 'is', null).orderBy('title'),
  );
}

export function liveCues({ library }: ImportBench) {
  return library.query.all(
    library.db
      .selectFrom('cue_points')
      .select(['kind', 'slot', 'role', 'start_seconds', 'end_seconds', 'name', 'colour'])
      .where('deleted_at', 'is', null)
      .orderBy('start_seconds'),
  );
}

/** Who is credited, with the role: "Bicep remixer". */
export function liveCredits({ library }: ImportBench): string[] {
  return library.raw
    .prepare<[], string>(
      `SELECT artists.name || ' ' || role FROM track_artists JOIN artists ON artists.id = artist_id
       WHERE track_artists.deleted_at IS NULL ORDER BY track_id, position`,
    )
    .pluck()
    .all();
}
