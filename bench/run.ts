/** Lists and runs the benches: npm run bench -- [--list] [NAME ...] */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

interface Bench {
  readonly file: string;
  readonly about: string;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  analysis: { file: 'analysis.ts', about: 'accuracy of the analysis on labelled audio' },
  'analysis-cost': { file: 'analysis-cost.ts', about: 'CPU time of a whole analysis against the ffmpeg decode alone' },
  metamorphic: { file: 'metamorphic.ts', about: 'whether tempo and key follow a change of speed or pitch' },
  sections: { file: 'sections.ts', about: 'sections, cues and energy curve against the truth of the demo tracks' },
  start: { file: 'library-start.ts', about: 'start of the program to the first row of 100,000 tracks in a browser' },
  search: { file: 'library-search.ts', about: 'keystroke in the search box to rows on screen, 100,000 tracks' },
  scroll: { file: 'library-scroll.ts', about: 'longest task of the window while scrolling 100,000 tracks' },
  deck: { file: 'deck-zoom.ts', about: 'longest task of the window while the deck zooms and scrolls' },
  memory: { file: 'library-memory.ts', about: 'memory of the host with 100,000 tracks in use' },
  lists: { file: 'library-lists.ts', about: 'searching, sorting, editing and undo on the host, 100,000 tracks' },
  scan: { file: 'library-scan.ts', about: 'scanning 10,000 files: time, and how long the host is ever busy' },
  workers: { file: 'analysis-workers.ts', about: 'two analysis workers against one; memory over 200 tracks' },
  pauses: { file: 'host-pauses.ts', about: 'longest piece of work on the thread of the host' },
  neighbours: { file: 'neighbours.ts', about: 'look-up of what sounds alike among 100,000 tracks' },
  suggestions: {
    file: 'suggestions.ts',
    about: 'what comes next among 100,000 tracks with 20,000 plays, and learning from them',
  },
  'set-order': {
    file: 'set-order.ts',
    about: 'what an order of a set costs against greedy and the cheapest, and its time',
  },
  'set-reading': { file: 'set-reading.ts', about: 'reading a set of 2,000 tracks with all its checks' },
  'transition-start': {
    file: 'transition-start.ts',
    about: 'press to the first sound of a transition, in a browser over the real host',
  },
  import: { file: 'library-import.ts', about: 'import of a rekordbox collection of 100,000 tracks: time and memory' },
  'text-edits': { file: 'text-edits.ts', about: 'find and replace in 10,000 of 100,000 tracks, and its undo' },
  duplicates: { file: 'duplicates.ts', about: 'finding one recording in all its encodings; comparing 100,000 tracks' },
  quality: { file: 'data-quality.ts', about: 'scoring 100,000 tracks, and following changes' },
  demo: { file: 'demo-render.ts', about: 'CPU time of synthesising the demo library' },
};

const usage = (): string =>
  Object.entries(BENCHES)
    .map(([name, { about }]) => `  ${name.padEnd(16)} ${about}`)
    .join('\n');

/** Each in a process of its own, so that none measures what another left behind. */
async function runBench(name: string, { file, about }: Bench): Promise<boolean> {
  console.log(`\n== ${name}: ${about}`);
  const child = spawn(process.execPath, [join(import.meta.dirname, file)], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

/** Times by the clock mean little on a machine that is busy otherwise. */
function warnIfBusy(): void {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  if (load > cores / 2)
    console.log(`This machine is busy (load ${load.toFixed(1)} on ${cores} cores): times are upper bounds.`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { list: { type: 'boolean' } } });
  const unknown = positionals.filter((name) => BENCHES[name] === undefined);
  if (unknown.length > 0) console.error(`No bench ${unknown.join(', ')}. There are:`);
  if (values.list === true || unknown.length > 0) {
    console.log(usage());
    process.exitCode = unknown.length > 0 ? 2 : 0;
    return;
  }
  warnIfBusy();
  const failed: string[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    if (!(await runBench(name, bench))) failed.push(name);
  }
  if (failed.length === 0) return;
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

await main();
