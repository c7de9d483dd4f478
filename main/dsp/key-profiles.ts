import type { Mode } from '#shared/domain/key.ts';

/** How much each semitone above the tonic sounds in a key, shape [12]. */
export type KeyProfile = Readonly<Record<Mode, readonly number[]>>;

/**
 * Profiles from three sources: their mean fit is steadier than any one's, which each know one kind of music.
 * @source "edma": Faraldo et al., "Key estimation in electronic dance music" (2016), medians of a corpus. Krumhansl &
 *   Kessler (1982), listeners' ratings. Sha'ath, "Estimation of key in digital music recordings" (2011), KeyFinder.
 */
export const KEY_PROFILES: readonly KeyProfile[] = [
  {
    major: [0.165, 0.0475, 0.0829, 0.0669, 0.0999, 0.0927, 0.0529, 0.1316, 0.0522, 0.0744, 0.0694, 0.0643],
    minor: [0.1724, 0.0534, 0.0761, 0.1004, 0.0562, 0.0853, 0.0498, 0.1345, 0.0746, 0.05, 0.0919, 0.0555],
  },
  {
    major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
    minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
  },
  {
    major: [6.6, 2.0, 3.5, 2.3, 4.6, 4.0, 2.5, 5.2, 2.4, 3.7, 2.3, 3.4],
    minor: [6.5, 2.7, 3.5, 5.4, 2.6, 3.5, 2.5, 5.2, 4.0, 2.7, 4.3, 3.2],
  },
];
