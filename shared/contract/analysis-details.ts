import { z } from 'zod';
import type { AnalysisDetails as Details } from '#shared/domain/analysis-details.ts';

const Key = z.object({ pitchClass: z.int().min(0).max(11), mode: z.enum(['major', 'minor']) });

/** What shared/domain/analysis-details.ts describes, checked where it is read from the library. */
export const AnalysisDetails = z.object({
  secondKey: z.object({ key: Key, confidence: z.number() }).nullable(),
  tuningCents: z.number().nullable(),
}) satisfies z.ZodType<Details>;
export type AnalysisDetails = z.infer<typeof AnalysisDetails>;
