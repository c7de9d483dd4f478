import { setTimeout as wait } from 'node:timers/promises';
import type { Copying, CopyPlan, CopyRequest } from '#shared/contract/copies.ts';
import { alive } from './alive.ts';

/** `running`: a copy goes on until it is stopped. `pulled-out`: so does one whose stick was pulled out. */
export type FakeCopiesMode = 'quick' | 'running' | 'pulled-out';

const STEP_MS = 20;
const BYTES = 1_900_000_000;
const IDLE: Copying = {
  job: 0,
  phase: 'idle',
  done: 0,
  total: 0,
  secondsLeft: null,
  files: 0,
  filesDone: 0,
  folder: '',
  result: null,
  error: null,
  canResume: false,
};
const GONE = 'The stick is gone; put it back in and press Resume.';
const MISSING = [{ track: 'Aisha Varga - Tidal', reason: 'Its file is missing. Locate it, then press Resume.' }];

/** Copies nothing, and says that it did. Free are 3 GB, in /home/dj/Music none. */
export class FakeCopies {
  readonly calls: string[] = [];
  private readonly mode: FakeCopiesMode;
  private state: Copying = IDLE;

  constructor(mode: FakeCopiesMode = 'quick') {
    this.mode = mode;
    if (mode === 'running') this.state = this.begun('/media/usb');
    if (mode === 'pulled-out') {
      this.state = { ...this.begun('/media/usb'), phase: 'done', secondsLeft: null, error: GONE, canResume: true };
    }
  }

  private begun(folder: string): Copying {
    const progress = { total: BYTES * 2, done: BYTES, secondsLeft: 95, files: 8, filesDone: 3 };
    return { ...IDLE, ...progress, job: this.state.job + 1, phase: 'copying', folder: `${folder}/Saturday warm-up` };
  }

  plan({ folder }: CopyRequest): CopyPlan {
    return {
      folder: `${folder}/Saturday warm-up`,
      files: 8,
      bytes: BYTES,
      there: 2,
      neededBytes: 1_500_000_000,
      freeBytes: folder.endsWith('/Music') ? 300_000_000 : 3_000_000_000,
      missing: MISSING,
      missingCount: 1,
      insideLibrary: folder.endsWith('/Music'),
    };
  }

  start({ scope, folder }: CopyRequest): void {
    this.calls.push(`start ${scope.kind} ${folder}`);
    this.state = this.mode === 'quick' ? this.ended(this.begun(folder)) : this.begun(folder);
  }

  resume(): void {
    this.calls.push('resume');
    this.state = this.ended(this.begun('/media/usb'));
  }

  cancel(): void {
    this.calls.push('cancel');
    const isRunning = this.state.phase === 'copying';
    this.state = isRunning ? this.ended(this.state, true) : { ...IDLE, job: this.state.job };
  }

  private ended(state: Copying, cancelled = false): Copying {
    const counts = cancelled ? { copied: 3, kept: 0 } : { copied: 6, kept: 2 };
    const problems = cancelled ? [] : MISSING;
    const playlist = cancelled ? null : `${state.folder}/Saturday warm-up.m3u8`;
    const result = { ...counts, folder: state.folder, playlist, problems, problemCount: problems.length, cancelled };
    return { ...state, phase: 'done', done: state.total, secondsLeft: null, result, canResume: true };
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<Copying> {
    let told: Copying | null = null;
    while (alive(signal)) {
      if (this.state !== told) yield (told = this.state);
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}
