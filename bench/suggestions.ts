/**
 * Suggestions for a track among 100,000 with a history of 20,000 plays, and ways between two of them, against reading the same tracks out of the library and
 * sorting them by key and tempo in the same run: npm run bench -- suggestions
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#main/platform/clock.ts';
import { createSuggestionsService } from '#main/sets/create-suggestions-service.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { SuggestionOptions } from '#shared/contract/suggestions.ts';
import { camelotDistance } from '#shared/domain/harmonic.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import { SUGGESTION_DEFAULTS } from '#test/support/suggestion-defaults.ts';
import { addTimbredTracks } from '#test/support/timbred-library.ts';
import { median } from './analysis-metrics.ts';
import { longestPiece } from './longest-piece.ts';

const TRACKS = 100_000;
const [NIGHTS, PLAYS_A_NIGHT] = [800, 25];
const [LOOK_UPS, WARM_UP] = [40, 5];
const SHOWN = 25;
const NIGHT_MS = 24 * 3_600_000;

const RULES = { keyRule: 'strict', keyLock: true, tempoRangePercent: 6, halfDoubleTime: true } as const;
const BRIDGES = [
  ['bridge', 4],
  ['longBridge', 6],
] as const;

const ALL: SuggestionOptions = { ...SUGGESTION_DEFAULTS, keyRule: 'off', tempoRangePercent: 50 };

const folder = mkdtempSync(join(tmpdir(), 'musicforge-bench-'));
const database = openDatabase({ path: join(folder, 'library.db'), clock: systemClock, backupDelayMs: 3_600_000 });

/** Nights of one DJ who plays some thousand of the tracks, often the same after each other. */
function addPlays(ids: readonly string[]): void {
  const mutations: Mutation[] = [];
  for (let night = 0; night < NIGHTS; night += 1) {
    const start = Date.UTC(2024, 0, 1) + night * NIGHT_MS;
    for (let place = 0; place < PLAYS_A_NIGHT; place += 1) {
      const track = ids[(night * 37 + place * (1 + (night % 5))) % 4000] ?? '';
      const playedAt = new Date(start + place * 240_000).toISOString();
      const set = {
        track_id: track,
        played_at: playedAt,
        set_id: null,
        source: 'bench',
        session: '',
        deck: null,
        duration_seconds: 240,
      };
      mutations.push({ op: 'insert', table: 'plays', id: database.newId(), set });
    }
  }
  database.mutate({ origin: 'import', label: 'Import', mutations });
}

interface Row {
  readonly id: string;
  readonly bpm: number;
  readonly key: number;
}

/** What there is without an index in memory: read all, and sort by the rule of key and tempo. */
function plainRule(own: Row): Row[] {
  const rows = database.raw
    .prepare('SELECT id, bpm, key_index AS key FROM tracks WHERE deleted_at IS NULL AND bpm IS NOT NULL')
    .all() as Row[];
  const key = keyFromIndex(own.key);
  const away = rows.map((row) => {
    const apart = Math.abs(Math.log2(row.bpm / own.bpm));
    return { row, away: camelotDistance(key, keyFromIndex(row.key)) + 20 * apart };
  });
  return away
    .sort((a, b) => a.away - b.away)
    .slice(1, SHOWN + 1)
    .map(({ row }) => row);
}

try {
  const ids = [...addTimbredTracks(database, TRACKS).keys()];
  addPlays(ids);
  const service = createSuggestionsService({
    database,
    clock: systemClock,
    onProblem: (error) => {
      throw error;
    },
  });
  // What is learned in the background is measured by itself.
  await service.forget();
  await service.stop();
  const asked = createSuggestionsService({ database, clock: systemClock, onProblem: (error) => console.error(error) });
  const ask = (id: string, options: SuggestionOptions) =>
    asked.next({ place: { kind: 'after', trackId: TrackId.parse(id) }, options, limit: SHOWN, exclude: [] });
  const start = performance.now();
  const longest = await longestPiece(() => ask(ids[0] ?? '', SUGGESTION_DEFAULTS));
  console.log(
    `first suggestions, with reading ${TRACKS.toLocaleString('en')} tracks and ${(NIGHTS * PLAYS_A_NIGHT).toLocaleString('en')} plays: ${(performance.now() - start).toFixed(0)} ms, longest piece ${longest.toFixed(0)} ms`,
  );
  // Processor time: the machine may be busy otherwise.
  const spent = async (work: () => unknown): Promise<number> => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const plainTimes: number[] = [];
  const times = { usual: [] as number[], all: [] as number[], bridge: [] as number[], longBridge: [] as number[] };
  for (let n = 0; n < LOOK_UPS; n += 1) {
    const id = ids[(n * 1999) % 4000] ?? '';
    const own = database.raw.prepare('SELECT id, bpm, key_index AS key FROM tracks WHERE id = ?').get(id) as Row;
    for (const [name, options] of [
      ['usual', SUGGESTION_DEFAULTS],
      ['all', ALL],
    ] as const) {
      const ms = await spent(async () => {
        const { suggestions } = await ask(id, options);
        if (suggestions.length !== SHOWN) throw new Error(`Only ${suggestions.length} suggestions`);
      });
      // The first ones are not compiled yet.
      if (n >= WARM_UP) times[name].push(ms);
    }
    plainTimes.push(await spent(() => plainRule(own)));
    const to = ids[(n * 7919 + 1) % TRACKS] ?? '';
    for (const [name, mostSteps] of BRIDGES) {
      const request = { from: TrackId.parse(id), to: TrackId.parse(to), mostSteps, rules: RULES, exclude: [] };
      const ms = await spent(async () => {
        const { bridges } = await asked.bridge(request);
        if (bridges.length !== 4) throw new Error(`Only ${bridges.length} ways`);
      });
      if (n >= WARM_UP) times[name].push(ms);
    }
  }
  const plain = median(plainTimes);
  const tell = (what: string, list: readonly number[]) =>
    console.log(
      `${what.padEnd(52)} median ${median(list).toFixed(1)} ms, longest ${Math.max(...list).toFixed(1)} ms, ${(plain / median(list)).toFixed(1)} times as fast as the plain rule`,
    );
  tell('suggestions, usual limits', times.usual);
  tell('suggestions, any key and tempo: all tracks ranked', times.all);
  tell('ways between two tracks, four steps', times.bridge);
  tell('ways between two tracks, six steps', times.longBridge);
  console.log(`${'reading all tracks and sorting by key and tempo'.padEnd(52)} median ${plain.toFixed(1)} ms`);
  const learnStart = performance.now();
  const learnPiece = await longestPiece(() => asked.learn());
  console.log(
    `learning from that history, cross-validated: ${((performance.now() - learnStart) / 1000).toFixed(1)} s, longest piece ${learnPiece.toFixed(0)} ms`,
  );
  await asked.stop();
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
