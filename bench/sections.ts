/** Sections, cues and energy curve against the truth of the 24 demo tracks: npm run bench:sections -- [--list] */
import { parseArgs } from 'node:util';
import { demoTruth } from '#main/demo/demo-truth.ts';
import { loadFft } from '#main/dsp/fft.ts';
import {
  type AnalysedDemoTrack,
  analyseDemoTrack,
  type BoundaryScore,
  energyOfKinds,
  scoreBoundaries,
} from '#test/support/demo-analysis.ts';

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
const sumOf = (scores: readonly BoundaryScore[], field: keyof BoundaryScore): number =>
  scores.reduce((sum, score) => sum + score[field], 0);

/** True sections whose middle lies in a section of the same name. */
function namedRight({ truth, analysis }: AnalysedDemoTrack): number {
  return truth.sections.filter(({ kind, startSeconds, endSeconds }) => {
    const middle = (startSeconds + endSeconds) / 2;
    const found = analysis.details.sections.find((section) => section.endSeconds > middle);
    return found?.kind === kind;
  }).length;
}

/** True drops with a drop cue within a bar, and drop cues without a true drop. */
function dropCues({ truth, analysis }: AnalysedDemoTrack): { hits: number; wanted: number; extra: number } {
  const bar = (4 * 60) / truth.bpm;
  const wanted = truth.sections.filter(({ kind }) => kind === 'drop').map(({ startSeconds }) => startSeconds);
  const found = analysis.details.cues.filter(({ kind }) => kind === 'drop').map(({ timeSeconds }) => timeSeconds);
  const isNear = (times: readonly number[], time: number) => times.some((other) => Math.abs(other - time) <= bar);
  return {
    hits: wanted.filter((time) => isNear(found, time)).length,
    wanted: wanted.length,
    extra: found.filter((time) => !isNear(wanted, time)).length,
  };
}

const { values } = parseArgs({ options: { list: { type: 'boolean', default: false } } });
const fft = await loadFft();
const tracks = demoTruth.map(({ id }) => {
  const track = analyseDemoTrack(id, fft);
  const { sections } = track.analysis.details;
  if (values.list) console.log(id.padEnd(24), sections.map(({ kind, bars }) => `${kind} ${bars}`).join(', '));
  return track;
});
const scores = tracks.map(scoreBoundaries);
const drops = tracks.map(dropCues);
const sections = tracks.reduce((sum, { truth }) => sum + truth.sections.length, 0);
const named = tracks.reduce((sum, track) => sum + namedRight(track), 0);
const [hits, wanted, extra] = (['hits', 'wanted', 'extra'] as const).map((field) =>
  drops.reduce((sum, drop) => sum + drop[field], 0),
);
const lifted = tracks.filter(
  (track) => energyOfKinds(track, ['build', 'drop']) > energyOfKinds(track, ['intro', 'breakdown']),
);
const strictly = tracks.filter((track) => {
  const of = (kind: string): number => energyOfKinds(track, [kind]);
  return Math.min(of('build'), of('drop')) > Math.max(of('intro'), of('breakdown'));
});
const bytes = tracks.map(({ analysis }) => JSON.stringify(analysis.details).length);
console.log(`boundaries within a bar:      ${percent(sumOf(scores, 'hits'), sumOf(scores, 'truth'))} (target >= 90 %)`);
console.log(
  `false among those found:      ${percent(sumOf(scores, 'extra'), sumOf(scores, 'found'))} (target <= 20 %)`,
);
console.log(`sections with the right name: ${percent(named, sections)}`);
console.log(`drop cues:                    ${hits} of ${wanted}, ${extra} false`);
console.log(
  `builds and drops above intros and breakdowns: ${lifted.length} of ${tracks.length}; each: ${strictly.length}`,
);
console.log(
  `tracks with a key change:     ${tracks.filter(({ analysis }) => analysis.details.keyChanges.length > 0).length}`,
);
console.log(`details, largest:             ${Math.max(...bytes)} bytes`);
