import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { mixFacts } from '#main/storage/queries/set-transitions.ts';
import { AnalysisDetails } from '#shared/contract/analysis-details.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { GridSegmentData } from '#shared/contract/tracks.ts';
import type { PairTrack } from '#shared/contract/transitions.ts';
import { toBeatGrid } from '#shared/domain/beat-grid.ts';
import { formOnGrid } from '#shared/domain/form-on-grid.ts';
import { COLUMN_BYTES, columnsOf, decodePeaks } from '#shared/domain/peaks.ts';
import { seconds } from '#shared/domain/units.ts';
import { AppError } from '#shared/errors/app-error.ts';

const StoredGrid = z.object({ beatsPerBar: z.int().positive(), segments: z.array(GridSegmentData).min(1) });

/** Places of the bands in a column of a waveform. */
const LOW = 2;
const MID = 3;

/** @returns null for none, and for what this program cannot read: a new analysis makes a new one. */
function parsed<Value>(schema: z.ZodType<Value>, text: string | null): Value | null {
  return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null);
}

function bandsOf(overview: Uint8Array | null, length: number): PairTrack['mix']['bands'] {
  const peaks = overview === null ? undefined : decodePeaks(new Uint8Array(inflateSync(overview)))[0];
  const columns = peaks === undefined ? 0 : columnsOf(peaks);
  if (peaks === undefined || columns === 0 || length <= 0) return null;
  const band = (place: number): number[] =>
    Array.from({ length: columns }, (_, column) => peaks.data[column * COLUMN_BYTES + place] ?? 0);
  return { secondsPerValue: length / columns, low: band(LOW), mid: band(MID) };
}

/**
 * A track as a transition is planned from it, its parts on the bars of the grid that counts.
 * @throws {AppError} `not-found`
 */
export function readMixTrack(database: LibraryDatabase, id: string): PairTrack {
  const facts = mixFacts(database, id);
  if (facts === undefined) throw new AppError('not-found', 'This track is no longer in the library.');
  const length = facts.duration_seconds ?? 0;
  const grid = parsed(StoredGrid, facts.own_grid ?? facts.analysis_grid);
  const details = parsed(AnalysisDetails, facts.details);
  const isAnalysed = facts.own_grid === null || facts.own_grid === facts.analysis_grid;
  const isMoved = details !== null && grid !== null && !isAnalysed;
  const form = isMoved ? formOnGrid(details, toBeatGrid(grid), seconds(length)) : details;
  return {
    id: TrackId.parse(facts.id),
    title: facts.title,
    artist: facts.artist,
    missing: facts.missing === 1,
    waveformVersion: facts.waveform_version ?? 0,
    mix: {
      seconds: length,
      grid,
      bpm: facts.bpm,
      key: facts.key_index,
      loudnessLufs: facts.loudness_lufs,
      sections: [...(form?.sections ?? [])],
      bands: bandsOf(facts.overview, length),
    },
  };
}
