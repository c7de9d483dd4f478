import type { SetPhase } from '#shared/domain/set-phase.ts';
import type { TempoMode } from '#shared/domain/transition/mix-track.ts';
import type { SyncedRow, Timestamp } from './schema-row.ts';

/** Folders hold crates and folders; a smart crate holds what its query finds. */
export interface CratesTable extends SyncedRow {
  name: string;
  parent_id: string | null;
  position: number;
  kind: 'folder' | 'crate' | 'smart';
  /** Search text of a smart crate. */
  query: string;
  colour: string | null;
  /** 1: it came as the tracklist of a set, in its order. 0 where a new row leaves it out. */
  is_tracklist?: 0 | 1;
}

export interface CrateTracksTable extends SyncedRow {
  crate_id: string;
  track_id: string;
  position: number;
}

export interface SetsTable extends SyncedRow {
  name: string;
  notes: string;
  /** "" = not known. */
  venue: string;
  /** Local time of the venue, "2026-11-28T22:00"; null = not known. */
  starts_at: string | null;
  /** The length it is meant to have. */
  target_seconds: number | null;
  /** JSON of an EnergyArc (shared/domain/energy-arc.ts). */
  arc: string | null;
}

/** Order is by `position`, a fraction: a move writes one row. */
export interface SetEntriesTable extends SyncedRow {
  set_id: string;
  track_id: string;
  position: number;
  notes: string;
  phase: SetPhase | null;
  /** 1 = stays in its place when the set is ordered. */
  locked: 0 | 1;
}

/** Tracks that the DJ keeps at hand beside an entry, instead of which they may be played. */
export interface SetAlternativesTable extends SyncedRow {
  entry_id: string;
  track_id: string;
  position: number;
}

/** How a set was at a time, to go back to. */
export interface SetVersionsTable extends SyncedRow {
  set_id: string;
  name: string;
  /** JSON (main/sets/set-version.ts). */
  content: string;
}

/** What the DJ changed in the proposed transition from one track of a set to the next; null = as proposed. */
export interface SetTransitionsTable extends SyncedRow {
  set_id: string;
  track_id: string;
  next_track_id: string;
  /** Where the mix begins in the track. */
  mix_out_seconds: number | null;
  /** What of the next track meets it there. */
  mix_in_seconds: number | null;
  bars: 8 | 16 | 32 | null;
  /** How many beats later than that the next track comes. */
  shift_beats: number;
  tempo_mode: TempoMode | null;
  bass_swap: 0 | 1 | null;
}

/** A check of a set that the DJ calls fine as it is. */
export interface SetAcceptedChecksTable extends SyncedRow {
  set_id: string;
  /** One that this version does not know stays. */
  kind: string;
  track_id: string;
  other_id: string | null;
  /** The values that made it (shared/domain/set-checks). */
  found: string;
}

/** A kind of set to build others by. */
export interface SetTemplatesTable extends SyncedRow {
  name: string;
}

/** What a template said from a time on; the highest version counts. */
export interface SetTemplateVersionsTable extends SyncedRow {
  template_id: string;
  version: number;
  /** JSON (shared/contract/set-templates.ts). */
  content: string;
}

export interface PlaysTable extends SyncedRow {
  track_id: string;
  played_at: Timestamp;
  set_id: string | null;
  /** Who says so: "musicforge", or the program that it was imported from. */
  source: string;
  /** Name of the evening, where it is known. */
  session: string;
  /** From 0. */
  deck: number | null;
  duration_seconds: number | null;
}

/** What the user says of the night that a play belongs to. */
export interface PlayNightsTable extends SyncedRow {
  play_id: string;
  venue: string;
  notes: string;
}

/** The user's own words for tracks. */
export interface TagsTable extends SyncedRow {
  name: string;
  colour: string | null;
  position: number;
}

export interface TrackTagsTable extends SyncedRow {
  track_id: string;
  tag_id: string;
}

/** What the user said of two tracks that look alike. */
export interface TrackPairsTable extends SyncedRow {
  track_id: string;
  other_id: string;
  relation: 'version' | 'different';
}
