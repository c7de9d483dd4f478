import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type MusicalKey, parseKey } from '#shared/domain/key.ts';

const TruthFile = z.array(
  z.object({
    file: z.string(),
    /** Absent where only the key is known. */
    bpm: z.number().nullish(),
    kind: z.string(),
    key: z.string().optional(),
    beats: z.array(z.number()).optional(),
    downbeats: z.array(z.number()).optional(),
  }),
);

/** A labelled audio file. */
export interface LabelledTrack {
  readonly path: string;
  readonly file: string;
  /** null where only the key is known. */
  readonly bpm: number | null;
  /** "loop", "track", "midi-pop", "synth-edm". */
  readonly kind: string;
  readonly key: MusicalKey | null;
  /** Seconds; empty where they are not known. */
  readonly beats: readonly number[];
  /** Seconds; empty where they are not known. */
  readonly downbeats: readonly number[];
}

export type TempoTrack = LabelledTrack & { readonly bpm: number };

export const hasTempo = (track: LabelledTrack): track is TempoTrack => track.bpm !== null;

/** Synthetic EDM is made of bars of four from its first beat on. */
const barsOf = (kind: string, beats: readonly number[]): number[] =>
  kind === 'synth-edm' ? beats.filter((_, n) => n % 4 === 0) : [];

/** The development audio beside the project; absent on most machines. */
export const DEVELOPMENT_TRUTH = resolve(import.meta.dirname, '../../../shared/audio/truth.json');

/** @throws {Error} If the file is missing or not of this shape. */
export function readTruth(truthPath: string): LabelledTrack[] {
  return TruthFile.parse(JSON.parse(readFileSync(truthPath, 'utf8'))).map((entry) => ({
    path: join(dirname(truthPath), entry.file),
    file: entry.file,
    bpm: entry.bpm ?? null,
    kind: entry.kind,
    key: entry.key === undefined ? null : parseKey(entry.key),
    beats: entry.beats ?? [],
    downbeats: entry.downbeats ?? barsOf(entry.kind, entry.beats ?? []),
  }));
}

export function hasDevelopmentAudio(): boolean {
  return existsSync(DEVELOPMENT_TRUTH);
}
