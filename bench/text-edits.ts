/**
 * Find and replace in 10,000 tracks of a library of 100,000, and its undo: npm run bench -- text-edits
 * References of the same run: the same replacement in plain texts, and one SQL statement that writes the same titles
 * without artists, clocks, history or search index of their own making.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHistoryService } from '#main/history/create-history-service.ts';
import { artistMutations } from '#main/library/track-artist-mutations.ts';
import { systemClock } from '#main/platform/clock.ts';
import { createLogger } from '#main/platform/logger.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { createTextEditsService } from '#main/text-edits/create-text-edits-service.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { TextEditing } from '#shared/contract/text-edits.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { longestPiece } from './longest-piece.ts';

const LIBRARY = 100_000;
const EDITED = 10_000;
const TARGET_PIECE_MS = 50;

const folder = mkdtempSync(join(tmpdir(), 'musicforge-bench-'));
const database = openDatabase({ path: join(folder, 'library.db'), clock: systemClock });
const tracks = inventTracks(LIBRARY);
const ids = inParts(tracks, 5000)
  .flatMap((part) => addTracks(database, part))
  .map((id) => TrackId.parse(id));
const edited = ids.slice(0, EDITED);
const edits = createTextEditsService({
  database,
  clock: systemClock,
  log: createLogger(join(folder, 'bench.log')),
  workerUrl: new URL(import.meta.resolve('#main/text-edits/text-edit-worker.ts')),
  trackIds: async () => ids,
  artistMutations: (named) => artistMutations(database, named),
});
const history = createHistoryService(database);

async function until(wanted: (state: TextEditing) => boolean): Promise<TextEditing> {
  for await (const state of edits.watch()) if (wanted(state)) return state;
  throw new Error('The stream ended');
}

async function look(scope: readonly TrackId[], find: string): Promise<number> {
  const change = { kind: 'replace', find, replacement: '-', match: 'text', matchCase: true } as const;
  const { job } = await edits.preview({ scope: { kind: 'tracks', ids: [...scope] }, fields: ['title'], change });
  await until((state) => state.job === job && state.phase === 'ready');
  return job;
}

/** @returns Seconds by the clock. */
async function report(what: string, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  const longest = await longestPiece(work);
  const seconds = (performance.now() - start) / 1000;
  const piece = `longest piece ${longest.toFixed(0)} ms (target <= ${TARGET_PIECE_MS} ms)`;
  console.log(`${what.padEnd(40)} ${seconds.toFixed(2)} s, ${piece}`);
  return seconds;
}

function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

try {
  const plain = seconds(() => tracks.slice(0, EDITED).map(({ title }) => title.replaceAll(' ', '-')));
  await look(edited.slice(0, 1), ' ');
  let job = 0;
  const preview = await report(`preview, ${EDITED} tracks`, async () => (job = await look(edited, ' ')));
  const write = await report(`write, ${EDITED} tracks`, async () => {
    edits.apply(job, []);
    await until(({ phase }) => phase === 'done');
  });
  await report('undo of it', () => history.undo());
  await report(`preview, ${LIBRARY} tracks`, () => look(ids, ' '));
  const bare = seconds(() => {
    const update = database.raw.prepare("UPDATE tracks SET title = replace(title, ' ', '-') WHERE id = ?");
    database.raw.transaction(() => edited.forEach((id) => update.run(id)))();
  });
  console.log(
    `plain texts in memory: ${(plain * 1000).toFixed(1)} ms; ratio of the preview ${(preview / plain).toFixed(0)}`,
  );
  console.log(`bare SQL of the same titles: ${bare.toFixed(2)} s; ratio of the writing ${(write / bare).toFixed(1)}`);
} finally {
  await edits.stop();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
