/** CPU time of synthesising the 24 demo tracks, as a multiple of real time: npm run bench -- demo */
import { DEMO_TRACKS } from '#main/demo/catalogue.ts';
import { demoTruth } from '#main/demo/demo-truth.ts';
import { quantise } from '#main/demo/synth/quantise.ts';
import { renderTrack } from '#main/demo/synth/render-track.ts';
import { cpuSeconds } from './cpu-time.ts';

const TARGET_SECONDS = 60;

const audioSeconds = demoTruth.reduce((sum, { duration }) => sum + duration, 0);
const before = cpuSeconds();
for (const { recipe } of DEMO_TRACKS) quantise(renderTrack(recipe));
const used = cpuSeconds() - before;
console.log(`music:                ${(audioSeconds / 60).toFixed(1)} min in ${DEMO_TRACKS.length} tracks`);
console.log(`CPU time:             ${used.toFixed(1)} s on one core (target: well under ${TARGET_SECONDS} s)`);
console.log(`against real time:    ${(audioSeconds / used).toFixed(0)}x`);
