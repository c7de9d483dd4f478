import { z } from 'zod';
import { AnalysisDetails } from './analysis-details.ts';
import { CuePoint } from './cue-points.ts';
import { CrateId, FolderId, SetId, TagId, TrackId } from './ids.ts';
import { SEARCH_LENGTH } from './search.ts';
import { FieldSources } from './track-sources.ts';
import { TrackTag } from './track-tags.ts';

export const AnalysisStatus = z.enum(['none', 'queued', 'running', 'done', 'failed']);
export type AnalysisStatus = z.infer<typeof AnalysisStatus>;

/** One row of the library table. */
export const TrackRow = z.object({
  id: TrackId,
  title: z.string(),
  /** Display text of the artists; "" when unknown. */
  artist: z.string(),
  album: z.string(),
  genre: z.string(),
  label: z.string(),
  comment: z.string(),
  year: z.int().nullable(),
  /** Stars, 0 (none) to 5. */
  rating: z.int().min(0).max(5),
  /** "#rrggbb" or null. */
  colour: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  bpm: z.number().nullable(),
  /** Around the Camelot wheel: 1A, 1B, 2A ... as 0-23 (shared/domain/key.ts). */
  keyIndex: z.int().min(0).max(23).nullable(),
  /** 0-1. */
  energy: z.number().nullable(),
  loudnessLufs: z.number().nullable(),
  addedAt: z.iso.datetime(),
  /** As a program counts, or by the plays that are known, whichever is more. */
  playCount: z.int(),
  lastPlayedAt: z.iso.datetime().nullable(),
  /** How complete its data are, 0-1, as last judged; null until then. */
  quality: z.number().min(0).max(1).nullable(),
  /** No file of the track is there at the moment. */
  missing: z.boolean(),
  hasArtwork: z.boolean(),
  analysis: AnalysisStatus,
  /** Changes when the stored waveform does: part of its media URL, so it can be cached for ever. 0 = none yet. */
  waveformVersion: z.int(),
  /** In the user's order. */
  tags: z.array(TrackTag),
});
export type TrackRow = z.infer<typeof TrackRow>;

export const SORT_FIELDS = [
  'title',
  'artist',
  'album',
  'genre',
  'label',
  'comment',
  'year',
  'rating',
  'colour',
  'durationSeconds',
  'bpm',
  'keyIndex',
  'energy',
  'loudnessLufs',
  'addedAt',
  'playCount',
  'lastPlayedAt',
  'quality',
] as const;
export const SortField = z.enum(SORT_FIELDS);
export type SortField = z.infer<typeof SortField>;

export const SortKey = z.object({ field: SortField, direction: z.enum(['ascending', 'descending']) });
export type SortKey = z.infer<typeof SortKey>;

/** Where the rows come from. Sets, crates and folders of crates list their tracks in their own order when `sort` is empty. */
export const TrackSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('folder'), folderId: FolderId }),
  z.object({ kind: z.literal('set'), setId: SetId }),
  /** Of a folder: the tracks of all crates below it, each once. Of a smart crate: what its search finds now. */
  z.object({ kind: z.literal('crate'), crateId: CrateId }),
  z.object({ kind: z.literal('tag'), tagId: TagId }),
  /** Added in the last 30 days. */
  z.object({ kind: z.literal('recent') }),
  z.object({ kind: z.literal('missing') }),
  /** Analysis failed. */
  z.object({ kind: z.literal('failed') }),
  /** Added by an import, or found to be one of its tracks; empty once the program has been started anew. */
  z.object({ kind: z.literal('imported'), importId: z.string().min(1).max(64) }),
  /** Analysed by an older version of the program, with a file that is there. */
  z.object({ kind: z.literal('outdated') }),
]);
export type TrackSource = z.infer<typeof TrackSource>;

/** What of the selected track a search compares with (`~bpm:`, `~key:`); null = not known, or not asked for. */
export const NearTrack = z.object({
  bpm: z.number().positive().nullable(),
  keyIndex: z.int().min(0).max(23).nullable(),
});
export type NearTrack = z.infer<typeof NearTrack>;

export const TrackQuery = z.object({
  source: TrackSource,
  /** Search text, docs/search.md: `bpm:120-126 key:8A (energy:>6 or genre:techno) -vocal`. */
  search: z.string().max(SEARCH_LENGTH),
  /** Absent or null while nothing is selected, and where the text does not ask for it: a list is made for each. */
  near: NearTrack.nullish(),
  sort: z.array(SortKey).max(4),
});
export type TrackQuery = z.infer<typeof TrackQuery>;

export const TrackPage = z.object({
  total: z.int(),
  /** Sum of the lengths of all tracks of the query. */
  totalSeconds: z.number(),
  /** Revision of the library that the page shows. */
  revision: z.int(),
  /** What the list does beyond the text of the search, in words: other spellings that were looked for. */
  notes: z.array(z.string()),
  rows: z.array(TrackRow),
});
export type TrackPage = z.infer<typeof TrackPage>;

export const GridSegmentData = z.object({
  startSeconds: z.number(),
  bpm: z.number().positive(),
  firstBeatNumber: z.int().min(1),
});

/** Everything the inspector and the deck show about one track. */
export const TrackDetail = TrackRow.extend({
  albumArtist: z.string(),
  remixers: z.array(z.string()),
  featured: z.array(z.string()),
  /** Where the file is, for the user's eyes. */
  path: z.string().nullable(),
  format: z.string().nullable(),
  bitRate: z.int().nullable(),
  sampleRate: z.int().nullable(),
  fileSize: z.int().nullable(),
  bpmConfidence: z.number().nullable(),
  keyConfidence: z.number().nullable(),
  samplePeakDb: z.number().nullable(),
  /** The one that counts: of the user (or an import) where there is one, else of the analysis. */
  grid: z.object({ beatsPerBar: z.int(), segments: z.array(GridSegmentData) }).nullable(),
  /** Whether grid and tempo are the user's own, of the same values as the analysis's or not, or follow the analysis. */
  gridSource: z.enum(['analysis', 'user']),
  /** No analysis and no import changes grid and tempo. */
  gridLocked: z.boolean(),
  /** As gridSource. */
  keySource: z.enum(['analysis', 'user']),
  keyLocked: z.boolean(),
  /** What the analysis found, whatever counts. */
  analysisBpm: z.number().nullable(),
  analysisKeyIndex: z.int().min(0).max(23).nullable(),
  /** In the order of the track. */
  cues: z.array(CuePoint),
  /** null until the track is analysed by this version. */
  details: AnalysisDetails.nullable(),
  /** Why the analysis has no answer or failed, in words. */
  analysisNote: z.string().nullable(),
  /** Where values come from, and who says otherwise. */
  sources: z.array(FieldSources),
  /** Recordings that a recognition found, the most likely first. */
  musicbrainzIds: z.array(z.string()),
});
export type TrackDetail = z.infer<typeof TrackDetail>;

/** Fields the user may edit; absent = unchanged. */
export const TrackEdit = z
  .object({
    title: z.string().trim().min(1).max(500),
    artist: z.string().trim().max(500),
    album: z.string().trim().max(500),
    genre: z.string().trim().max(200),
    label: z.string().trim().max(200),
    comment: z.string().max(5000),
    year: z.int().min(1000).max(9999).nullable(),
    rating: z.int().min(0).max(5),
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/)
      .nullable(),
  })
  .partial();
export type TrackEdit = z.infer<typeof TrackEdit>;
