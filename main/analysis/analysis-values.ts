import type { FieldValue, ProviderField } from '#shared/domain/provider-value.ts';

/** Fields that the analysis answers for. */
export const ANALYSIS_FIELDS = ['bpm', 'key', 'energy'] as const satisfies readonly ProviderField[];

/** Energy has no truth to be wrong about: it is what this program measures. */
const ENERGY_CONFIDENCE = 1;

/** A result as it is stored. */
interface Result {
  readonly bpm?: number | null | undefined;
  readonly bpm_confidence: number;
  readonly key_index?: number | null | undefined;
  readonly key_confidence: number;
  readonly energy?: number | null | undefined;
}

const fraction = (value: number): number => Math.min(1, Math.max(0, value));

/** A result as values of the provider `analysis`; nothing for what it has no answer to. */
export function analysisFieldValues(result: Result): FieldValue[] {
  const values: readonly (Omit<FieldValue, 'value'> & { readonly value: number | null | undefined })[] = [
    { field: 'bpm', value: result.bpm, confidence: fraction(result.bpm_confidence) },
    { field: 'key', value: result.key_index, confidence: fraction(result.key_confidence) },
    { field: 'energy', value: result.energy, confidence: ENERGY_CONFIDENCE },
  ];
  return values.flatMap(({ field, value, confidence }) =>
    value === null || value === undefined ? [] : [{ field, value, confidence }],
  );
}
