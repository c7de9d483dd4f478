import { setImmediate as breathe } from 'node:timers/promises';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type ProviderSays, replaceProviderValues } from '#main/storage/provider-values.ts';
import { genreSamples } from '#main/storage/queries/genre-samples.ts';
import { LearnedGenres } from '#shared/contract/genres.ts';
import { genreFeatures } from '#shared/domain/genre-features.ts';
import { decodeTimbre } from '#shared/domain/timbre.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { crossValidate, type GenreModel, type GenreSample, predictGenre, trainGenreModel } from './genre-model.ts';

export interface GenreService {
  state(): LearnedGenres | null;
  /** @throws {AppError} `invalid-input` when the library has too few tagged tracks to learn from. */
  learn(): Promise<LearnedGenres>;
}

const PAGE_ROWS = 500;
/** Written in one go: a few milliseconds. */
const WRITTEN_ROWS = 100;
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
  readonly wasSuggested: boolean;
}

/** "Tech House; Techno" counts as its first; spelling is that of the commonest. */
const firstGenre = (text: string): string => (text.split(/[;,/|]/)[0] ?? '').trim();
const sameGenre = (name: string): string => name.toLocaleLowerCase('en').replace(/[\s\-_&]+/g, ' ');

async function readLibrary({ db, query }: LibraryDatabase): Promise<Known[]> {
  const known: Known[] = [];
  for (let last = -1; ; ) {
    const page = query.all(genreSamples(db, last, PAGE_ROWS));
    for (const { number, id, genre, bpm, energy, timbre, suggested } of page) {
      last = number;
      const vector = timbre === null ? null : decodeTimbre(timbre);
      if (vector === null || bpm === null) continue;
      known.push({
        id,
        features: genreFeatures({ timbre: vector, bpm, energy }),
        genre: firstGenre(genre),
        wasSuggested: suggested !== null,
      });
    }
    if (page.length < PAGE_ROWS) return known;
    await breathe();
  }
}

interface Class {
  readonly name: string;
  readonly tracks: readonly Known[];
}

interface Spelled {
  readonly tracks: Known[];
  /** How often each spelling occurs. */
  readonly spellings: Map<string, number>;
}

/** Genres with tracks enough, commonest first, each under its commonest spelling. */
async function classesOf(known: readonly Known[]): Promise<Class[]> {
  const byGenre = new Map<string, Spelled>();
  for (const [index, track] of known.entries()) {
    if (index % PAGE_ROWS === 0) await breathe();
    if (track.genre === '') continue;
    const key = sameGenre(track.genre);
    const { tracks, spellings } = byGenre.get(key) ?? { tracks: [], spellings: new Map<string, number>() };
    tracks.push(track);
    spellings.set(track.genre, (spellings.get(track.genre) ?? 0) + 1);
    byGenre.set(key, { tracks, spellings });
  }
  return [...byGenre.values()]
    .filter(({ tracks }) => tracks.length >= FEWEST_TRACKS)
    .map(({ tracks, spellings }) => ({ name: commonest(spellings), tracks }))
    .sort((a, b) => b.tracks.length - a.tracks.length);
}

function commonest(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** The same order every time, and none that follows the library: by a hash of the number (Knuth's multiplicative). */
function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item, index) => ({ item, place: Math.imul(index + 1, 2654435761) >>> 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

async function samplesOf(classes: readonly Class[]): Promise<GenreSample[]> {
  const samples: GenreSample[] = [];
  for (const [genre, { tracks }] of classes.entries()) {
    await breathe();
    for (const { features } of shuffled(tracks).slice(0, MOST_TRACKS)) samples.push({ features, genre });
  }
  return shuffled(samples);
}

/** What is said of a track from now on. */
interface Suggestion {
  readonly id: string;
  /** null = nothing any more. */
  readonly genre: string | null;
  readonly confidence: number;
}

interface Learned {
  readonly model: GenreModel;
  readonly threshold: number;
  readonly classes: readonly Class[];
}

/** @returns Nothing where nothing changes. */
function suggestionFor({ id, features, genre, wasSuggested }: Known, learned: Learned): Suggestion[] {
  const found = genre === '' ? predictGenre(learned.model, features) : null;
  if (found !== null && found.confidence >= learned.threshold) {
    return [{ id, genre: learned.classes[found.genre]?.name ?? '', confidence: found.confidence }];
  }
  return wasSuggested ? [{ id, genre: null, confidence: 0 }] : [];
}

/** Suggests a genre for a track, or none; the genre that a track has is never touched. */
function storeSuggestions(database: LibraryDatabase, suggested: readonly Suggestion[], learnedAt: string): void {
  database.transaction('derived', () => {
    for (const { id, genre, confidence } of suggested) {
      const values = genre === null ? [] : [{ field: 'genre', value: genre, confidence } as const];
      const says: ProviderSays = { trackId: id, provider: 'genre-model', values, foundAt: learnedAt };
      replaceProviderValues(database, says, ['genre']);
    }
  });
}

function storeState({ raw }: LibraryDatabase, state: LearnedGenres): void {
  raw
    .prepare(
      `INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
    )
    .run(STATE_KEY, JSON.stringify(state), state.learnedAt);
}

/** Learns genres from the user's own tags, on this machine, and suggests one where there is none. */
export function createGenreService(database: LibraryDatabase, clock: Clock): GenreService {
  let running: Promise<LearnedGenres> | null = null;

  async function learn(): Promise<LearnedGenres> {
    const known = await readLibrary(database);
    const classes = await classesOf(known);
    if (classes.length < 2) {
      throw new AppError(
        'invalid-input',
        `There is too little to learn from: at least two genres with ${FEWEST_TRACKS} analysed tracks each are needed. Give more tracks a genre, or analyse more of those that have one.`,
      );
    }
    const samples = await samplesOf(classes);
    const { accuracy, threshold } = await crossValidate(samples, classes.length, WANTED_RIGHT, breathe);
    const model = await trainGenreModel(samples, classes.length, breathe);
    const learnedAt = isoTime(clock.now());
    let suggested = 0;
    for (let from = 0; from < known.length; from += WRITTEN_ROWS) {
      await breathe();
      const page = known.slice(from, from + WRITTEN_ROWS);
      const suggestions = page.flatMap((track) => suggestionFor(track, { model, threshold, classes }));
      suggested += suggestions.filter(({ genre }) => genre !== null).length;
      storeSuggestions(database, suggestions, learnedAt);
    }
    const state: LearnedGenres = {
      learnedAt,
      tracks: samples.length,
      genres: classes.map(({ name, tracks }) => ({ name, tracks: tracks.length })),
      accuracy,
      threshold: threshold <= 1 ? threshold : null,
      suggested,
    };
    storeState(database, state);
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
