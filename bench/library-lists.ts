/**
 * Lists, edits and undo on the host with 100,000 tracks, without a window: npm run bench -- lists
 * References of the same run: the same words asked of the same table with LIKE, which is also how Mixxx searches its library
 * (a LIKE over the text columns for each word, no index); ORDER BY on the same columns; a plain UPDATE of the same rows.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editTracks } from '#main/library/edit-tracks.ts';
import { createTrackLists } from '#main/library/track-list.ts';
import { systemClock } from '#main/platform/clock.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { SortKey } from '#shared/contract/tracks.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { milliseconds, quantile, SEARCHES } from './library-app.ts';

const TRACKS = 100_000;
const EDITED = 10_000;
const TARGETS = { search: 30, sort: 100, edit: 1_000 } as const;
const PAGE = 100;
const SORTS: readonly (readonly SortKey[])[] = [
  [{ field: 'bpm', direction: 'ascending' }],
  [
    { field: 'genre', direction: 'ascending' },
    { field: 'bpm', direction: 'descending' },
  ],
  [
    { field: 'keyIndex', direction: 'ascending' },
    { field: 'energy', direction: 'descending' },
    { field: 'artist', direction: 'ascending' },
  ],
];
const PLAYS = 200_000;
const PLAYED_SEARCHES = ['plays:>1', 'plays:0', 'played:<30d', 'played:never', 'bpm:120-126 plays:>1'];
const TEXT_COLUMNS = ['title', 'artist', 'album', 'genre', 'comment', 'label'] as const;

const line = (name: string, value: string): void => console.log(`${name.padEnd(44)} ${value}`);

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Every beginning of a text, as it is typed. */
const beginnings = (text: string): string[] => Array.from(text, (_, length) => text.slice(0, length + 1));

const folder = mkdtempSync(join(tmpdir(), 'musicforge-bench-'));
const database = openDatabase({ path: join(folder, 'library.db'), clock: systemClock, backupDelayMs: 3_600_000 });

function likeMs(text: string): number {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const anywhere = `(${TEXT_COLUMNS.map((column) => `${column} LIKE ?`).join(' OR ')})`;
  const where = words.map(() => anywhere).join(' AND ') || '1';
  const statement = database.raw.prepare(
    `SELECT id FROM tracks WHERE deleted_at IS NULL AND ${where} ORDER BY title LIMIT ${PAGE}`,
  );
  const start = performance.now();
  statement.all(words.flatMap((word) => TEXT_COLUMNS.map(() => `%${word}%`)));
  return performance.now() - start;
}

function orderByMs(keys: readonly SortKey[]): number {
  const columns = { bpm: 'bpm', genre: 'genre', keyIndex: 'key_index', energy: 'energy', artist: 'artist' };
  const order = keys.map(
    ({ field, direction }) => `${columns[field as keyof typeof columns]} ${direction === 'ascending' ? 'ASC' : 'DESC'}`,
  );
  const statement = database.raw.prepare(
    `SELECT id FROM tracks WHERE deleted_at IS NULL ORDER BY ${order.join(', ')} LIMIT ${PAGE}`,
  );
  const start = performance.now();
  statement.all();
  return performance.now() - start;
}

async function measureSearch(): Promise<void> {
  const lists = createTrackLists(database, systemClock);
  const source = { kind: 'all' as const };
  const page = (search: string, sort: readonly SortKey[] = []) =>
    lists.readPage({ source, search, sort: [...sort] }, 0, PAGE);
  line('first list', milliseconds(await timed(() => page(''))));
  const ours: number[] = [];
  const likes: number[] = [];
  for (const text of SEARCHES.flatMap(beginnings)) {
    ours.push(await timed(() => page(text)));
    likes.push(likeMs(text));
  }
  const [p95, likeP95] = [quantile(ours, 0.95), quantile(likes, 0.95)];
  line(
    `search, ${ours.length} keystrokes, median / p95`,
    `${milliseconds(quantile(ours, 0.5))} / ${milliseconds(p95)}`,
  );
  line('the same with LIKE', `${milliseconds(quantile(likes, 0.5))} / ${milliseconds(likeP95)}`);
  line('ratio of the p95', `${(p95 / likeP95).toFixed(2)} (target for the p95 with the window: ${TARGETS.search} ms)`);
  line('reading what is sorted by, after the start', milliseconds(await timed(() => lists.warmUp())));
  for (const keys of SORTS) {
    const name = keys.map(({ field }) => field).join(', ');
    const first = await timed(() => page('', keys));
    const again = await timed(() => page('night', keys));
    const plain = orderByMs(keys);
    line(
      `sort by ${name}: first, then`,
      `${milliseconds(first)}, ${milliseconds(again)}; ORDER BY ${milliseconds(plain)}; ratio ${(first / plain).toFixed(2)} (target ${TARGETS.sort} ms)`,
    );
  }
}

async function measureEdit(ids: readonly TrackId[]): Promise<void> {
  const edit = await timed(() => editTracks(database, ids, { genre: 'Leftfield' }));
  const undo = await timed(() => database.history.undo());
  const plain = await timed(() =>
    database.transaction('derived', () =>
      database.raw
        .prepare("UPDATE tracks SET genre = 'Leftfield' WHERE id IN (SELECT value FROM json_each(?))")
        .run(JSON.stringify(ids)),
    ),
  );
  line(`edit of ${ids.length} tracks`, `${milliseconds(edit)} (target ${TARGETS.edit} ms)`);
  line('its undo', `${milliseconds(undo)} (target ${TARGETS.edit} ms)`);
  line('plain UPDATE of the same rows', `${milliseconds(plain)}; ratio of the edit ${(edit / plain).toFixed(1)}`);
}

function addPlays(ids: readonly TrackId[]): void {
  const insert = database.raw.prepare(
    `INSERT INTO plays (id, created_at, updated_at, track_id, played_at, source)
     VALUES (?, '', '', ?, ?, 'traktor')`,
  );
  database.transaction('derived', () => {
    for (let n = 0; n < PLAYS; n += 1) {
      // A prime step: the plays lie anywhere.
      insert.run(`play ${n}`, ids[(n * 7919) % ids.length], new Date(Date.now() - n * 900_000).toISOString());
    }
  });
}

/** Lists of their own, so that what they have read before is not there. */
async function measurePlayed(what: string): Promise<void> {
  const lists = createTrackLists(database, systemClock);
  const page = (search: string) => lists.readPage({ source: { kind: 'all' }, search, sort: [] }, 0, PAGE);
  await page('');
  const first = await timed(() => page('plays:>2'));
  const times: number[] = [];
  for (const search of PLAYED_SEARCHES) times.push(await timed(() => page(search)));
  const range = `${milliseconds(Math.min(...times))} to ${milliseconds(Math.max(...times))}`;
  line(`plays: and played:, ${what}`, `${range}, the first ${milliseconds(first)} (target ${TARGETS.search} ms)`);
}

try {
  const ids = addTracks(database, inventTracks(TRACKS)) as TrackId[];
  await measureSearch();
  await measureEdit(ids.slice(0, EDITED));
  await measurePlayed('without plays');
  addPlays(ids);
  await measurePlayed(`with ${PLAYS} plays`);
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
