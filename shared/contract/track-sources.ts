import { z } from 'zod';
import { CHOICE_REASONS, VERDICTS } from '#shared/domain/combine-sources.ts';
import { AGREEMENTS } from '#shared/domain/source-agreement.ts';

export const ProviderName = z.enum(['tag', 'analysis', 'genre-model', 'tagger', 'recognition']);

/** Fields of a track that several may have an opinion on. */
export const SourcedField = z.enum(['bpm', 'key', 'energy', 'genre', 'artist', 'title', 'album', 'label', 'year']);
export type SourcedField = z.infer<typeof SourcedField>;

export const FieldSource = z.object({
  provider: z.enum(['user', 'import', ...ProviderName.options]),
  /** BPM, key index 0-23, energy 0-1, year, or words. */
  value: z.union([z.number(), z.string()]),
  confidence: z.number().nullable(),
  chosen: z.boolean(),
  /** How it stands to the one that counts. */
  agreement: z.enum(AGREEMENTS),
});
export type FieldSource = z.infer<typeof FieldSource>;

/** Who says what of one field, the value that counts first. */
export const FieldSources = z.object({
  field: SourcedField,
  reason: z.enum(CHOICE_REASONS),
  verdict: z.enum(VERDICTS),
  sources: z.array(FieldSource),
});
export type FieldSources = z.infer<typeof FieldSources>;
