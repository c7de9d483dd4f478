import { z } from 'zod';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type LearnedWeights, RankingFigures } from '#shared/contract/suggestions.ts';
import { crossValidateSteps } from '#shared/domain/next-track/cross-validate.ts';
import { choicePlaces, type LearnInput, learnSteps } from '#shared/domain/next-track/learn-weights.ts';
import { PRIOR_WEIGHTS } from '#shared/domain/next-track/prior-weights.ts';
import type { PlayedSession } from '#shared/domain/next-track/rankable-tracks.ts';
import { FEATURES } from '#shared/domain/next-track/track-features.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { runInPieces } from './run-in-pieces.ts';

/** Share of the time that goes into trying the weights on what is known; the rest learns from all of it. */
const TRYING_SHARE = 0.7;
const STATE_KEY = 'suggestions.learned';
/** Fewer choices than this cannot tell a habit from chance. */
const CHOICES_NEEDED = 150;
/** What was learned is learned anew once there is so much more to learn from. */
const GROWN = 1.25;

const Stored = z.object({
  /** Names of the numbers: weights of other numbers are of another version, and void. */
  features: z.array(z.string()),
  weights: z.array(z.number()),
  learnedAt: z.iso.datetime(),
  sessions: z.int(),
  choices: z.int(),
  own: RankingFigures,
  builtIn: RankingFigures,
  /** The user wants the built-in ones. */
  isForgotten: z.boolean(),
});
type Stored = z.infer<typeof Stored>;

type Database = Pick<LibraryDatabase, 'raw'>;

const FEATURE_NAMES = FEATURES.map(([name]) => name as string);

const counted = new WeakMap<readonly PlayedSession[], number>();

/** How many choices a history holds. Asked with every look-up: counted once for each. */
function choicesIn(sessions: readonly PlayedSession[]): number {
  const known = counted.get(sessions);
  if (known !== undefined) return known;
  const choices = sessions.reduce((sum, session) => sum + choicePlaces(session).length, 0);
  counted.set(sessions, choices);
  return choices;
}

/** The weights of the user's own history, kept with the library; the ones that the program comes with as long as these are better. */
export class OwnWeights {
  private readonly database: Database;
  private readonly clock: Clock;
  private stored: Stored | null;
  /** How far it is with learning, 0-1; null = it does not learn. */
  private progress: number | null = null;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
    this.stored = this.read();
  }

  /** In the order of the features. */
  get weights(): readonly number[] {
    return this.isOwnUsed ? (this.stored?.weights ?? PRIOR_WEIGHTS) : PRIOR_WEIGHTS;
  }

  state(sessions: readonly PlayedSession[]): LearnedWeights {
    const { stored } = this;
    return {
      used: this.isOwnUsed ? 'own' : 'built-in',
      sessions: sessions.length,
      choices: choicesIn(sessions),
      needed: CHOICES_NEEDED,
      learning: this.progress,
      learned:
        stored === null || stored.isForgotten
          ? null
          : {
              learnedAt: stored.learnedAt,
              sessions: stored.sessions,
              choices: stored.choices,
              own: stored.own,
              builtIn: stored.builtIn,
            },
    };
  }

  /** Whether there is enough that nothing was learned of yet, and the user has not said no. */
  isDue(sessions: readonly PlayedSession[]): boolean {
    const choices = choicesIn(sessions);
    if (choices < CHOICES_NEEDED) return false;
    return this.stored === null || (!this.stored.isForgotten && choices >= GROWN * this.stored.choices);
  }

  /** @throws {AppError} `invalid-input` when there is too little history; `cancelled`. */
  async learn(input: Omit<LearnInput, 'prior'>, signal: AbortSignal): Promise<void> {
    const choices = choicesIn(input.sessions);
    if (choices < CHOICES_NEEDED) {
      throw new AppError(
        'invalid-input',
        `There is too little to learn from: ${choices} of at least ${CHOICES_NEEDED} steps from one track to the next. Import the history of your DJ program, or make more sets.`,
      );
    }
    const full = (from: number, to: number): LearnInput => ({
      ...input,
      prior: PRIOR_WEIGHTS,
      onProgress: (fraction) => {
        this.progress = from + (to - from) * fraction;
      },
    });
    this.progress = 0;
    try {
      const { learned, prior } = await runInPieces(crossValidateSteps(full(0, TRYING_SHARE)), signal);
      const weights = await runInPieces(learnSteps(full(TRYING_SHARE, 1)), signal);
      this.keep({ weights, own: learned, builtIn: prior, sessions: input.sessions.length, choices });
    } finally {
      this.progress = null;
    }
  }

  private keep({ weights, ...known }: Pick<Stored, 'weights' | 'own' | 'builtIn' | 'sessions' | 'choices'>): void {
    this.write({
      ...known,
      features: FEATURE_NAMES,
      weights: weights.map((weight) => Math.round(weight * 1e6) / 1e6),
      learnedAt: isoTime(this.clock.now()),
      isForgotten: false,
    });
  }

  /** Back to the ones that the program comes with, until the user wants to learn again. */
  forget(): void {
    const none = { hit10: 0, mrr: 0 };
    const empty = { features: FEATURE_NAMES, weights: [...PRIOR_WEIGHTS], learnedAt: isoTime(this.clock.now()) };
    this.write({ ...empty, sessions: 0, choices: 0, own: none, builtIn: none, isForgotten: true });
  }

  /** Learned weights that foresee the user's own choices worse are of no use. */
  private get isOwnUsed(): boolean {
    const { stored } = this;
    return stored !== null && !stored.isForgotten && stored.own.mrr >= stored.builtIn.mrr;
  }

  private write(stored: Stored): void {
    this.database.raw
      .prepare(
        `INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
      )
      .run(STATE_KEY, JSON.stringify(stored), stored.learnedAt);
    this.stored = stored;
  }

  /** @returns null where there is nothing, or nothing that this version can use: it is learned anew then. */
  private read(): Stored | null {
    const value = this.database.raw.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(STATE_KEY);
    if (typeof value !== 'string') return null;
    const parsed = Stored.safeParse(parseOrNull(value));
    if (!parsed.success) return null;
    const { features, weights } = parsed.data;
    const isOfThis =
      features.length === FEATURE_NAMES.length && features.every((name, at) => name === FEATURE_NAMES[at]);
    return isOfThis && weights.length === features.length ? parsed.data : null;
  }
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null; // damaged: it is learned anew
  }
}
