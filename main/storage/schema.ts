import type { Generated } from 'kysely';
import type {
  CrateTracksTable,
  CratesTable,
  PlayNightsTable,
  PlaysTable,
  SetAcceptedChecksTable,
  SetAlternativesTable,
  SetEntriesTable,
  SetsTable,
  SetTransitionsTable,
  SetTemplatesTable,
  SetTemplateVersionsTable,
  SetVersionsTable,
  TagsTable,
  TrackPairsTable,
  TrackTagsTable,
} from './schema-collections.ts';
import type { ChangeLogTable } from './schema-change-log.ts';
import type { QualityIgnoresTable, TrackScoresTable } from './schema-quality.ts';
import type { SyncedRow, Timestamp } from './schema-row.ts';
import type { TagRunsTable, TagWritesTable } from './schema-tag-writes.ts';

/**
 * Tables of the library database, as kysely types. SQLite stores: ids as UUIDv7 text, times as ISO-8601 UTC text,
 * booleans as 0/1. `clocks` is JSON: field -> hybrid logical clock of its last write (row-clocks.ts).
 */

export interface TracksTable extends SyncedRow {
  /** Local row number, the rowid of tracks_search; never leaves this database. */
  number: Generated<number>;
  title: string;
  /** Display text of the artists as the tag had it; the parsed artists are in track_artists. */
  artist: string;
  album: string;
  album_artist: string;
  genre: string;
  label: string;
  comment: string;
  year: number | null;
  track_number: number | null;
  /** Stars 0-5. */
  rating: number;
  /** "#rrggbb". */
  colour: string | null;
  duration_seconds: number | null;
  /** The value that counts, whoever set it: analysis, user or import. */
  bpm: number | null;
  /** 0-23 around the Camelot wheel. */
  key_index: number | null;
  /** 0-1. */
  energy: number | null;
  loudness_lufs: number | null;
  /** BeatGrid as JSON where the user or an import has set one; else the grid of the analysis counts. */
  grid: string | null;
  /** Tempo and grid stay as they are, whatever an analysis or an import says. */
  grid_locked: number;
  key_locked: number;
  added_at: Timestamp;
  play_count: number;
  remixer: string;
  /** Name of the mix, where another program keeps it beside the title. */
  mix: string;
  composer: string;
  grouping: string;
  disc_number: number | null;
  /** As another program tells it; own plays are in `plays`. */
  last_played_at: Timestamp | null;
  /** Embedded cover is there (served by the media routes from the file). */
  has_artwork: number;
}

export interface ArtistsTable extends SyncedRow {
  name: string;
  /** Lower case, NFKD without marks: finds the same artist in other spellings. Unique among live rows. */
  name_key: string;
}

export interface TrackArtistsTable extends SyncedRow {
  track_id: string;
  artist_id: string;
  role: 'main' | 'featured' | 'remixer';
  position: number;
}

/** A location of a track. One track may have several (copies); `missing_since` is set while none is there. */
export interface FilesTable extends SyncedRow {
  track_id: string;
  folder_id: string | null;
  /** Absolute, exactly as the file system spells it (NFC or NFD kept). */
  path: string;
  size_bytes: number;
  modified_ms: number;
  /** Hash of the audio content without tags: recognises a file after a move, a rename or a retag. */
  content_hash: string;
  format: string;
  sample_rate: number | null;
  bit_rate: number | null;
  channels: number | null;
  missing_since: Timestamp | null;
}

export interface LibraryFoldersTable extends SyncedRow {
  path: string;
  last_scanned_at: Timestamp | null;
}

/** Derived: results of analysing one content. Kept by content, so a moved file needs no new analysis. */
export interface TrackAnalysesTable {
  track_id: string;
  content_hash: string;
  /** ANALYSIS_VERSION of the program that made it. */
  version: number;
  bpm: number | null;
  bpm_confidence: number;
  /** BeatGrid as JSON. */
  grid: string | null;
  key_index: number | null;
  key_confidence: number;
  energy: number | null;
  loudness_lufs: number | null;
  sample_peak_db: number | null;
  duration_seconds: number;
  note: string | null;
  /** AnalysisDetails as JSON; null for results of before it was kept. */
  details: string | null;
  /** Timbre vector, 32-bit floats, little-endian; null where there is no music. */
  timbre: Uint8Array | null;
  /** AnalysisOptions as JSON that it was made under; null for results of before they were kept. */
  options: string | null;
  analysed_at: Timestamp;
}

/** Derived: what each provider says of a field of a track. */
export interface ProviderValuesTable {
  track_id: string;
  provider: 'tag' | 'analysis' | 'genre-model' | 'tagger' | 'recognition';
  field: string;
  value: string;
  /** 0-1. */
  confidence: number;
  found_at: Timestamp;
}

/** Derived: encoded peaks (shared/domain/peaks.ts), deflated. */
export interface WaveformsTable {
  track_id: string;
  /** Rises with every new waveform; part of the media URL. */
  version: number;
  peaks: Uint8Array;
  overview: Uint8Array;
}

export interface CuePointsTable extends SyncedRow {
  track_id: string;
  kind: 'hot' | 'memory' | 'loop';
  /** What another program does there. */
  role: 'cue' | 'fade-in' | 'fade-out' | 'load';
  /** Hot cue slot 0-7; null for memory cues. */
  slot: number | null;
  start_seconds: number;
  /** Loops only. */
  end_seconds: number | null;
  name: string;
  colour: string | null;
}

/** What only one other program knows of a track, so that an export to it gives it back. */
export interface TrackExtrasTable extends SyncedRow {
  track_id: string;
  format: string;
  /** JSON: "ELEMENT.ATTRIBUTE" -> text. */
  data: string;
}

/** Derived: what tells recordings apart, and how much of the sound an encoding has left. */
export interface TrackFingerprintsTable {
  track_id: string;
  content_hash: string;
  /** Chromaprint, 32-bit numbers, little-endian; null where there is too little sound. */
  fingerprint: Uint8Array | null;
  /** Above this there is nothing. */
  cutoff_hz: number | null;
  found_at: Timestamp;
}

/** Derived edges of the relationship graph. */
export interface TrackRelationshipsTable {
  id: string;
  source_track_id: string;
  target_track_id: string;
  type: string;
  weight: number;
  /** JSON: what the edge rests on. */
  evidence: string;
  created_at: Timestamp;
}

export interface MusicRequestsTable extends SyncedRow {
  text: string;
  status: 'open' | 'done' | 'dismissed';
  track_id: string | null;
}

/** The work list of the analysis; local to this machine, never synced. */
export interface AnalysisJobsTable {
  id: string;
  track_id: string;
  state: 'queued' | 'leased' | 'failed';
  attempts: number;
  /** While leased: who holds it and until when; an expired lease is taken again. */
  lease_owner: string | null;
  lease_until: Timestamp | null;
  /** Analyse although a result exists. */
  force: number;
  /** Lower goes first. */
  priority: number;
  last_error: string | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface SettingsTable {
  key: string;
  /** JSON. */
  value: string;
  updated_at: Timestamp;
}

export interface Schema {
  tracks: TracksTable;
  artists: ArtistsTable;
  track_artists: TrackArtistsTable;
  files: FilesTable;
  library_folders: LibraryFoldersTable;
  track_analyses: TrackAnalysesTable;
  provider_values: ProviderValuesTable;
  waveforms: WaveformsTable;
  cue_points: CuePointsTable;
  crates: CratesTable;
  crate_tracks: CrateTracksTable;
  sets: SetsTable;
  set_entries: SetEntriesTable;
  set_alternatives: SetAlternativesTable;
  set_versions: SetVersionsTable;
  set_transitions: SetTransitionsTable;
  set_accepted_checks: SetAcceptedChecksTable;
  set_templates: SetTemplatesTable;
  set_template_versions: SetTemplateVersionsTable;
  plays: PlaysTable;
  play_nights: PlayNightsTable;
  tags: TagsTable;
  track_tags: TrackTagsTable;
  track_extras: TrackExtrasTable;
  track_pairs: TrackPairsTable;
  track_fingerprints: TrackFingerprintsTable;
  track_relationships: TrackRelationshipsTable;
  music_requests: MusicRequestsTable;
  analysis_jobs: AnalysisJobsTable;
  settings: SettingsTable;
  change_log: ChangeLogTable;
  tag_runs: TagRunsTable;
  tag_writes: TagWritesTable;
  quality_ignores: QualityIgnoresTable;
  track_scores: TrackScoresTable;
}

/** Tables that the user's data lives in: written only by mutate(). */
export const SYNCED_TABLES = [
  'tracks',
  'artists',
  'track_artists',
  'files',
  'library_folders',
  'cue_points',
  'crates',
  'crate_tracks',
  'sets',
  'set_entries',
  'set_alternatives',
  'set_versions',
  'set_transitions',
  'set_accepted_checks',
  'set_templates',
  'set_template_versions',
  'plays',
  'play_nights',
  'tags',
  'track_tags',
  'track_extras',
  'track_pairs',
  'music_requests',
  'quality_ignores',
] as const satisfies readonly (keyof Schema)[];
export type SyncedTable = (typeof SYNCED_TABLES)[number];
