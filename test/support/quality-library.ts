import { onTestFinished } from 'vitest';
import { editEach } from '#main/library/edit-each.ts';
import { createQualityService, type QualityService } from '#main/quality/create-quality-service.ts';
import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { QualityFilter, QualityRuleId } from '#shared/contract/quality.ts';
import { fileFields, trackFields } from './library-rows.ts';
import { manualClock } from './temp-library.ts';

/** A track that breaks no rule, to be spoiled. */
export function flawlessTrack(set: Partial<RowFields<'tracks'>> = {}): RowFields<'tracks'> {
  return trackFields({ bpm: 128, key_index: 4, duration_seconds: 400, has_artwork: 1, ...set });
}

/** Adds a track with a file that is there. */
export function addTrack(
  database: LibraryDatabase,
  set: Partial<RowFields<'tracks'>> = {},
  file: Partial<RowFields<'files'>> = {},
): TrackId {
  const id = database.newId();
  database.mutate({
    origin: 'tag',
    label: 'Add',
    mutations: [
      { op: 'insert', table: 'tracks', id, set: flawlessTrack(set) },
      { op: 'insert', table: 'files', id: database.newId(), set: fileFields(id, file) },
    ],
  });
  return TrackId.parse(id);
}

/** What the analysis found of a track. */
export function addAnalysis(
  database: LibraryDatabase,
  id: string,
  found: { readonly bpm?: number | null; readonly confidence?: number; readonly keyIndex?: number | null },
): void {
  database.transaction('derived', () => {
    database.raw
      .prepare(
        `INSERT INTO track_analyses (track_id, content_hash, version, bpm, bpm_confidence, key_index, key_confidence,
           duration_seconds, analysed_at) VALUES (?, 'hash', 1, ?, ?, ?, 0.9, 400, '')`,
      )
      .run(id, found.bpm ?? null, found.confidence ?? 0.9, found.keyIndex ?? null);
    database.markChanged('track_analyses', [id]);
  });
}

export interface QualityLibrary {
  readonly service: QualityService;
  /** Rules that a track breaks, in the order of the registry. */
  readonly broken: (id: string, filter?: Partial<QualityFilter>) => Promise<QualityRuleId[]>;
  readonly counts: () => Promise<Readonly<Partial<Record<QualityRuleId, number>>>>;
}

export function openQuality(database: LibraryDatabase): QualityLibrary {
  const service = createQualityService({
    database,
    clock: manualClock(),
    editEach: (edits, label, continues) => editEach(database, edits, label, continues),
  });
  onTestFinished(() => service.stop());
  return {
    service,
    broken: async (id, filter = {}) => {
      const { tracks } = await service.tracks({ rule: null, ignored: false, ...filter }, 0, 100);
      return tracks.find(({ track }) => track.id === id)?.problems.map(({ rule }) => rule) ?? [];
    },
    counts: async () => {
      const { rules } = await service.overview();
      return Object.fromEntries(rules.filter(({ tracks }) => tracks > 0).map(({ id, tracks }) => [id, tracks]));
    },
  };
}
