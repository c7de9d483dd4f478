/** Parts of a night, in their usual order. */
export const SET_PHASES = ['opener', 'warm-up', 'build', 'peak', 'after-peak', 'closing'] as const;
export type SetPhase = (typeof SET_PHASES)[number];

export const PHASE_NAMES: Readonly<Record<SetPhase, string>> = {
  opener: 'Opener',
  'warm-up': 'Warm-up',
  build: 'Build',
  peak: 'Peak',
  'after-peak': 'After peak',
  closing: 'Closing',
};
