import { FEATURES, type FeatureName } from './track-features.ts';

/**
 * What counts as long as the user's own history says nothing else: learned by bench/next-track-prior.ts from 68 sessions of
 * one DJ (1,608 plays, a library of 2,557 tracks). Energy and sound are not in that data; docs/sets.md says
 * where their weights come from.
 */
const PRIOR: Readonly<Record<FeatureName, number>> = {
  follows: 0.327,
  keySame: 1.565,
  keyFifth: 0.625,
  keyRelative: 0.862,
  keyDiagonal: 0.27,
  keyWholeTone: -0.49,
  keySemitone: -0.923,
  keyClash: -0.887,
  tempoApart: -0.571,
  tempoWithin2: 0.299,
  tempoWithin6: 0.274,
  tempoUnknown: -1.907,
  genreFollows: 0.327,
  addedApart: 0.5,
  addedApartNew: 0.428,
  addedBeside: 0.211,
  energyApart: -3,
  soundsAlike: 1,
  replays: 0.804,
  goesOn: 1.229,
  alikeSessions: 0.546,
  together: 0.179,
  sameNight: 0.158,
  plays: 0.851,
  latePlays: 0.159,
  justPlayed: 1.006,
  neverPlayed: 0.88,
  freshNew: 0.802,
  genreHere: 0.327,
  artistHere: -0.099,
  tempoHere: -0.331,
  addedNear: 0.199,
  addedNearNew: 0.608,
  addedFresh: 0.94,
  addedCluster: 0.413,
  addedClusterNew: 1.395,
  addedAge: 0.245,
  short: -0.188,
};

/** In the order of the features. */
export const PRIOR_WEIGHTS: readonly number[] = FEATURES.map(([name]) => PRIOR[name]);
