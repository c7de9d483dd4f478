import { z } from 'zod';
import type { AnalysisDetails as Details } from '#shared/domain/analysis-details.ts';

const Key = z.object({ pitchClass: z.int().min(0).max(11), mode: z.enum(['major', 'minor']) });

const Section = z.object({
  startSeconds: z.number(),
  endSeconds: z.number(),
  kind: z.enum(['intro', 'verse', 'build', 'drop', 'breakdown', 'outro']),
  bars: z.int(),
  energy: z.number(),
});

const Cue = z.object({
  kind: z.enum(['first-downbeat', 'mix-in', 'drop', 'breakdown', 'mix-out']),
  timeSeconds: z.number(),
});

const Mood = z.object({
  name: z.enum(['euphoric', 'driving', 'relaxed', 'melancholic']),
  arousal: z.number(),
  valence: z.number(),
  confidence: z.number(),
});

const EnergyCurve = z.object({ secondsPerValue: z.number().positive(), values: z.array(z.number()) });

/**
 * What shared/domain/analysis-details.ts describes, checked where it is read from the library. What an earlier version
 * of the analysis did not look for is missing there.
 */
export const AnalysisDetails = z.object({
  secondKey: z.object({ key: Key, confidence: z.number() }).nullable(),
  tuningCents: z.number().nullable(),
  keyChanges: z.array(z.object({ startSeconds: z.number(), key: Key })).default([]),
  sections: z.array(Section).default([]),
  cues: z.array(Cue).default([]),
  energyCurve: EnergyCurve.nullable().default(null),
  loudnessRangeLu: z.number().nullable().default(null),
  truePeakDb: z.number().nullable().default(null),
  mood: Mood.nullable().default(null),
}) satisfies z.ZodType<Details>;
export type AnalysisDetails = z.infer<typeof AnalysisDetails>;
