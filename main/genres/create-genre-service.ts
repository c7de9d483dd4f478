import { setImmediate as breathe } from 'node:timers/promises';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { genreSamples } from '#main/storage/queries/genre-samples.ts';
import { LearnedGenres } from '#shared/contract/genres.ts';
import { genreFeatures } from '#shared/domain/genre-features.ts';
import { decodeTimbre } from '#shared/domain/timbre.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { crossValidate, type GenreSample, predictGenre, trainGenreModel } from './genre-model.ts';

export interface GenreService {
  state(): LearnedGenres | null;
  /** @throws {AppError} `invalid-input` when the library has too few tagged tracks to learn from. */
  learn(): Promise<LearnedGenres>;
}

const PAGE_ROWS = 1000;
/** A genre of fewer tracks cannot be told from chance. */
const FEWEST_TRACKS = 8;
/** More of one genre teach nothing new and cost time. */
const MOST_TRACKS = 300;
/** Suggestions are shown from the confidence on at which so many are right. */
const WANTED_RIGHT = 0.8;
const STATE_KEY = 'genres.learned';

interface Known {
  readonly id: string;
  readonly features: Float32Array;
  /** "" for none. */
  readonly genre: string;
}

/** "Tech House; Techno" counts as its first; spelling is that of the commonest. */
const firstGenre = (text: string): string => (text.split(/[;,/|]/)[0] ?? '').trim();
const sameGenre = (name: string): string => name.toLocaleLowerCase('en').replace(/[\s\-_&]+/g, ' ');

async function readLibrary({ db, query }: LibraryDatabase): Promise<Known[]> {
  const known: Known[] = [];
  for (let last = -1; ; ) {
    const page = query.all(genreSamples(db, last, PAGE_ROWS));
    for (const { number, id, genre, bpm, energy, timbre } of page) {
      last = number;
      const vector = timbre === null ? null : decodeTimbre(timbre);
      if (vector === null || bpm === null) continue;
      known.push({ id, features: genreFeatures({ timbre: vector, bpm, energy }), genre: firstGenre(genre) });
    }
    if (page.length < PAGE_ROWS) return known;
    await breathe();
  }
}

interface Class {
  readonly name: string;
  readonly tracks: readonly Known[];
}

/** Genres with tracks enough, commonest first, each under its commonest spelling. */
function classesOf(known: readonly Known[]): Class[] {
  const byGenre = Map.groupBy(
    known.filter(({ genre }) => genre !== ''),
    ({ genre }) => sameGenre(genre),
  );
  return [...byGenre.values()]
    .filter((tracks) => tracks.length >= FEWEST_TRACKS)
    .map((tracks) => ({ name: commonest(tracks.map(({ genre }) => genre)), tracks }))
    .sort((a, b) => b.tracks.length - a.tracks.length);
}

function commonest(names: readonly string[]): string {
  const counts = Map.groupBy(names, (name) => name);
  return [...counts].reduce((best, next) => (next[1].length > best[1].length ? next : best))[0];
}

/** The same order every time, and none that follows the library: by a hash of the number (Knuth's multiplicative). */
function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item, index) => ({ item, place: Math.imul(index + 1, 2654435761) >>> 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function samplesOf(classes: readonly Class[]): GenreSample[] {
  return shuffled(
    classes.flatMap(({ tracks }, genre) =>
      shuffled(tracks)
        .slice(0, MOST_TRACKS)
        .map(({ features }) => ({ features, genre })),
    ),
  );
}

interface Suggested {
  readonly trackId: string;
  readonly genre: string;
  readonly confidence: number;
}

/** Replaces the suggestions; the genre that a track has is never touched. */
function store(database: LibraryDatabase, suggested: readonly Suggested[], state: LearnedGenres): void {
  const { raw } = database;
  database.transaction('derived', () => {
    const before = raw
      .prepare("DELETE FROM provider_values WHERE provider = 'genre-model' RETURNING track_id")
      .pluck()
      .all() as string[];
    const insert = raw.prepare(
      `INSERT INTO provider_values (track_id, provider, field, value, confidence, found_at)
       VALUES (?, 'genre-model', 'genre', ?, ?, ?)`,
    );
    for (const { trackId, genre, confidence } of suggested) insert.run(trackId, genre, confidence, state.learnedAt);
    raw
      .prepare(
        `INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
      )
      .run(STATE_KEY, JSON.stringify(state), state.learnedAt);
    database.markChanged('provider_values', [...before, ...suggested.map(({ trackId }) => trackId)]);
  });
}

/** Learns genres from the user's own tags, on this machine, and suggests one where there is none. */
export function createGenreService(database: LibraryDatabase, clock: Clock): GenreService {
  let running: Promise<LearnedGenres> | null = null;

  async function learn(): Promise<LearnedGenres> {
    const known = await readLibrary(database);
    const classes = classesOf(known);
    if (classes.length < 2) {
      throw new AppError(
        'invalid-input',
        `There is too little to learn from: at least two genres with ${FEWEST_TRACKS} analysed tracks each are needed. Give more tracks a genre, or analyse more of those that have one.`,
      );
    }
    const samples = samplesOf(classes);
    const { accuracy, threshold } = await crossValidate(samples, classes.length, WANTED_RIGHT, breathe);
    const model = await trainGenreModel(samples, classes.length, breathe);
    const suggested = known.flatMap(({ id, features, genre }): Suggested[] => {
      if (genre !== '') return [];
      const found = predictGenre(model, features);
      if (found.confidence < threshold) return [];
      return [{ trackId: id, genre: classes[found.genre]?.name ?? '', confidence: found.confidence }];
    });
    const state: LearnedGenres = {
      learnedAt: isoTime(clock.now()),
      tracks: samples.length,
      genres: classes.map(({ name, tracks }) => ({ name, tracks: tracks.length })),
      accuracy,
      threshold: threshold <= 1 ? threshold : null,
      suggested: suggested.length,
    };
    store(database, suggested, state);
    return state;
  }

  return {
    state: () => {
      const value = database.query.first(
        database.db.selectFrom('settings').select('value').where('key', '=', STATE_KEY),
      )?.value;
      if (value === undefined) return null;
      const parsed = LearnedGenres.safeParse(JSON.parse(value));
      return parsed.success ? parsed.data : null;
    },
    learn: () => {
      running ??= learn().finally(() => {
        running = null;
      });
      return running;
    },
  };
}
