/** Parts of a night, in their usual order. */
export const SET_PHASES = ['opener', 'warm-up', 'build', 'peak', 'after-peak', 'closing'] as const;
export type SetPhase = (typeof SET_PHASES)[number];
