import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#shared/errors/app-error.ts';
import { type AuddAnswer, parseAuddAnswer } from './audd-answer.ts';

export const AUDD_URL = 'https://api.audd.io/';
const TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 20_000;
/** Answers with the metadata of three shops are some tens of kilobytes. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

export interface AuddOptions {
  /** Where the service is; another one in tests, on this machine. */
  readonly url: string;
  readonly timeoutMs: number;
  /** Waits before another try. @throws When the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

export const DEFAULT_AUDD_OPTIONS: AuddOptions = {
  url: AUDD_URL,
  timeoutMs: TIMEOUT_MS,
  wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

/** @throws {RangeError} For what is neither encrypted nor on this machine: a token must not travel in the clear. */
function checkUrl(text: string): URL {
  const url = new URL(text);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === '127.0.0.1')) return url;
  throw new RangeError('AudD is reached by https only');
}

export interface AuddClient {
  /** Sends the audio. @throws {AppError} `unavailable` with what to do, `cancelled` by the signal. */
  recognise(token: string, audio: Uint8Array, signal: AbortSignal): Promise<AuddAnswer>;
  /** Asks without any audio, which costs nothing: the answer tells whether the token is known. */
  checkToken(token: string, signal: AbortSignal): Promise<AuddAnswer>;
}

function formWith(token: string, audio: Uint8Array | null): FormData {
  const form = new FormData();
  form.set('api_token', token);
  if (audio === null) return form;
  form.set('return', 'musicbrainz,apple_music,spotify');
  form.set('file', new Blob([new Uint8Array(audio)], { type: 'audio/flac' }), 'excerpt.flac');
  return form;
}

const cancelled = (): AppError => new AppError('cancelled', 'The recognition was cancelled.');

/** Errors of fetch name hosts and codes, never what was sent; only the code is kept. */
function connectionError(error: unknown): AppError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const isRedirect = cause instanceof Error && /redirect/i.test(cause.message);
  const message = isRedirect
    ? 'AudD sent the request elsewhere, which MusicForge does not follow. Try again later.'
    : 'AudD (api.audd.io) cannot be reached. Check the internet connection and try again.';
  return new AppError('unavailable', message, code === '' ? {} : { code });
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new AppError('unavailable', 'AudD answered with too much. Try again later.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

interface Reply {
  readonly status: number;
  readonly text: string;
  /** What the service asks to wait, if it does. */
  readonly retryAfterMs: number | null;
}

async function post(url: URL, body: FormData, timeoutMs: number, signal: AbortSignal): Promise<Reply> {
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const stop = AbortSignal.any([signal, late]);
    const response = await fetch(url, { method: 'POST', body, redirect: 'error', signal: stop });
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const retryAfterMs = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
    return { status: response.status, text: await readLimited(response), retryAfterMs };
  } catch (error) {
    if (signal.aborted) throw cancelled();
    if (error instanceof AppError) throw error;
    if (late.aborted) throw new AppError('unavailable', 'AudD did not answer in time. Try again later.');
    throw connectionError(error);
  }
}

const mayHeal = ({ status }: Reply): boolean => status === 429 || status >= 500;

function refused({ status }: Reply): AppError {
  return status === 429
    ? new AppError('unavailable', 'AudD is asked too often at the moment. Wait a minute and try again.')
    : new AppError('unavailable', `AudD has a problem of its own (${status}). Try again later.`);
}

/** Asks AudD; tries again, later each time, while it is overloaded. */
export function createAuddClient({ url: text, timeoutMs, wait }: AuddOptions): AuddClient {
  const url = checkUrl(text);

  async function ask(token: string, audio: Uint8Array | null, signal: AbortSignal): Promise<AuddAnswer> {
    let reply: Reply | null = null;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (reply !== null) {
        const pause = Math.min(LONGEST_WAIT_MS, reply.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1));
        await wait(pause, signal).catch(() => {
          throw cancelled();
        });
      }
      reply = await post(url, formWith(token, audio), timeoutMs, signal);
      if (!mayHeal(reply)) return parseAuddAnswer(reply.text);
    }
    throw reply === null ? cancelled() : refused(reply);
  }

  return {
    recognise: (token, audio, signal) => ask(token, audio, signal),
    checkToken: (token, signal) => ask(token, null, signal),
  };
}
