/**
 * Learns the weights that suggestions begin with, before there is a history of one's own, and writes
 * shared/domain/next-track/prior-weights.ts: npm run bench:next-track-prior -- [--train A.json]
 * A is as for bench:next-track; all of its sessions are learned from.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { learnSteps } from '#shared/domain/next-track/learn-weights.ts';
import { allTracks } from '#shared/domain/next-track/rankable-tracks.ts';
import { FEATURES, type FeatureName } from '#shared/domain/next-track/track-features.ts';
import { columnsOf, DEFAULT_DATA, Library, sessionsOf } from './next-track-data.ts';

const FILE = new URL('../shared/domain/next-track/prior-weights.ts', import.meta.url).pathname;
/** What the sessions say nothing of, for they have neither energy nor sound; docs/sets.md says where it comes from. */
const NOT_IN_THE_DATA: Readonly<Partial<Record<FeatureName, number>>> = { energyApart: -3, soundsAlike: 1 };

const { values } = parseArgs({ options: { train: { type: 'string', default: DEFAULT_DATA } } });
const data = Library.parse(JSON.parse(readFileSync(values.train, 'utf8')));
const tracks = columnsOf(data.library);
const sessions = sessionsOf(data.sessions, new Map(data.library.map(({ id }, index) => [id, index])));
const steps = learnSteps({
  tracks,
  pool: allTracks(tracks),
  sessions,
  prior: FEATURES.map(([name]) => NOT_IN_THE_DATA[name] ?? 0),
});
let step = steps.next();
while (!step.done) step = steps.next();
const weights = step.value;
const lines = FEATURES.map(([name], index) => `  ${name}: ${Number((weights[index] ?? 0).toFixed(3))},`);
writeFileSync(
  FILE,
  `import { FEATURES, type FeatureName } from './track-features.ts';

/**
 * What counts as long as the user's own history says nothing else: learned by bench/next-track-prior.ts from ${sessions.length} sessions of
 * one DJ (${sessions.reduce((sum, session) => sum + session.tracks.length, 0).toLocaleString('en')} plays, a library of ${tracks.count.toLocaleString('en')} tracks). Energy and sound are not in that data; docs/sets.md says
 * where their weights come from.
 */
const PRIOR: Readonly<Record<FeatureName, number>> = {
${lines.join('\n')}
};

/** In the order of the features. */
export const PRIOR_WEIGHTS: readonly number[] = FEATURES.map(([name]) => PRIOR[name]);
`,
);
console.log(`${weights.length} weights from ${sessions.length} sessions written to ${FILE}`);
