/** What a reason belongs to; the user weighs each. */
export type FeatureGroup = 'history' | 'plays' | 'key' | 'tempo' | 'energy' | 'genre' | 'added' | 'sound';

/** What is known of a track after another one. */
const PAIR_FEATURES = [
  ['follows', 'history'],
  ['keySame', 'key'],
  ['keyFifth', 'key'],
  ['keyRelative', 'key'],
  ['keyDiagonal', 'key'],
  ['keyWholeTone', 'key'],
  ['keySemitone', 'key'],
  ['keyClash', 'key'],
  ['tempoApart', 'tempo'],
  ['tempoWithin2', 'tempo'],
  ['tempoWithin6', 'tempo'],
  ['tempoUnknown', 'tempo'],
  ['genreFollows', 'genre'],
  ['addedApart', 'added'],
  ['addedApartNew', 'added'],
  ['addedBeside', 'added'],
  ['energyApart', 'energy'],
  ['soundsAlike', 'sound'],
] as const satisfies readonly (readonly [string, FeatureGroup])[];

/** What is known of a track in a session as far as it was played. */
const SESSION_FEATURES = [
  ['replays', 'history'],
  ['goesOn', 'history'],
  ['alikeSessions', 'history'],
  ['together', 'history'],
  ['sameNight', 'history'],
  ['plays', 'plays'],
  ['latePlays', 'plays'],
  ['justPlayed', 'plays'],
  ['neverPlayed', 'plays'],
  ['freshNew', 'plays'],
  ['genreHere', 'genre'],
  ['artistHere', 'genre'],
  ['tempoHere', 'tempo'],
  ['addedNear', 'added'],
  ['addedNearNew', 'added'],
  ['addedFresh', 'added'],
  ['addedCluster', 'added'],
  ['addedClusterNew', 'added'],
  ['addedAge', 'added'],
  ['short', 'plays'],
] as const satisfies readonly (readonly [string, FeatureGroup])[];

export type FeatureName = (typeof PAIR_FEATURES)[number][0] | (typeof SESSION_FEATURES)[number][0];

export const FEATURES: readonly (readonly [name: FeatureName, group: FeatureGroup])[] = [
  ...PAIR_FEATURES,
  ...SESSION_FEATURES,
];
/** Numbers for each candidate. */
export const FEATURE_COUNT = FEATURES.length;
export const PAIR_FEATURE_COUNT = PAIR_FEATURES.length;

/** Where each number stands. */
export const FEATURE_INDEX = Object.fromEntries(FEATURES.map(([name], index) => [name, index])) as Readonly<
  Record<FeatureName, number>
>;
