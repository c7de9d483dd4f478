import { setTimeout as wait } from 'node:timers/promises';
import { emptyTrack, type InterchangeTrack } from '#main/interchange/model.ts';
import { formatSetSheet } from '#main/interchange/sheet/format-set-sheet.ts';
import { setSheet } from '#main/interchange/sheet/set-sheet.ts';
import type { ExportRequest, InterchangeUseCases } from '#main/rpc/interchange.ts';
import type { SetId } from '#shared/contract/ids.ts';
import type { ExportReport, ImportResult, ImportState, MergeRules } from '#shared/contract/interchange.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { alive } from './alive.ts';
import { listFakeFiles } from './fake-files.ts';
import { FAKE_IMPORT, type FakeLibrary } from './fake-library.ts';
import { INVENTED_PREVIEW, PLAIN_PREVIEW } from './invented-import.ts';

type Phase = ImportState['phase'];

export interface FakeInterchangeOptions {
  /** Where an import is when the window opens; a phase of work then lasts until it is cancelled. */
  readonly phase?: Phase | undefined;
  /** Stops there until it is cancelled or let go on. */
  readonly hold?: 'reading' | 'matching' | 'writing' | undefined;
  /** Breaks there. */
  readonly fails?: 'reading' | 'writing' | undefined;
  /** A file with which nothing is the matter. */
  readonly plain?: boolean | undefined;
  /** Folders are listed no sooner than this. */
  readonly listsAfter?: Promise<void> | undefined;
}

const IDLE: ImportState = {
  phase: 'idle',
  fraction: null,
  secondsLeft: null,
  preview: null,
  result: null,
  error: null,
};
const RESULT: ImportResult = {
  importId: FAKE_IMPORT,
  added: 800,
  changed: 301,
  unchanged: 127,
  cues: 4712,
  crates: 47,
  plays: 0,
};
export const UNREADABLE =
  'collection.xml is of no program that is known here. Export it anew: File > Export Collection in xml format.';
const DISK_FULL = 'The disk is full: the library was not written. Free some space.';
const STEP_MS = 15;
const STEPS = 4;

const running = (phase: Phase, fraction: number): ImportState => ({
  ...IDLE,
  phase,
  fraction,
  secondsLeft: Math.round((1 - fraction) * 34),
});

/** The import and export of the fake host: a believable import of 1,240 tracks in a second. */
export class FakeInterchange implements InterchangeUseCases {
  readonly previewed: (readonly string[])[] = [];
  readonly applied: MergeRules[] = [];
  readonly exported: ExportRequest[] = [];
  private readonly library: FakeLibrary;
  private options: FakeInterchangeOptions;
  private state: ImportState;
  private stop = new AbortController();
  private refusal: string | null = null;
  private readonly written = new Set<string>();

  constructor(library: FakeLibrary, options: FakeInterchangeOptions = {}) {
    this.library = library;
    this.options = options;
    this.state = this.beginning(options.phase ?? 'idle');
  }

  async browse(path: string | undefined) {
    await this.options.listsAfter;
    return listFakeFiles(path);
  }

  /** Answers the next call to read or write with this. */
  refuse(message: string): void {
    this.refusal = message;
  }

  /** Lets go on what was held. */
  release(): void {
    this.options = { ...this.options, hold: undefined };
  }

  preview(paths: readonly string[]): void {
    this.refuseBusy();
    this.previewed.push(paths);
    void this.play(['reading', 'matching'], () => ({ ...IDLE, phase: 'ready', preview: this.found() }));
  }

  apply(rules: MergeRules): void {
    this.refuseBusy();
    if (this.state.phase !== 'ready') throw new AppError('conflict', 'Choose the files to import first.');
    this.applied.push(rules);
    void this.play(['writing'], () => {
      this.write();
      return { ...IDLE, phase: 'done', preview: this.found(), result: RESULT };
    });
  }

  cancel(): void {
    const { phase } = this.state;
    this.stop.abort();
    if (phase === 'writing') {
      this.write();
      this.state = { ...IDLE, phase: 'cancelled', result: { ...RESULT, added: 350, changed: 0, unchanged: 0 } };
    } else if (phase === 'reading' || phase === 'matching') this.state = { ...IDLE, phase: 'cancelled' };
    else this.state = IDLE;
  }

  async *watch(signal?: AbortSignal): AsyncGenerator<ImportState> {
    let told: ImportState | null = null;
    while (alive(signal)) {
      if (this.state !== told) yield (told = this.state);
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }

  sheet(setId: SetId): { html: string } {
    const set = this.library.set(setId);
    const tracks = set.trackIds.map((id): InterchangeTrack => {
      const { title, artist, bpm, keyIndex, energy, durationSeconds } = this.library.find(id);
      const key = keyIndex === null ? null : keyFromIndex(keyIndex);
      return { ...emptyTrack(id), title, artist, bpm, key, energy, durationSeconds };
    });
    const entries = new Map(
      set.trackIds.map((id) => [id as string, { phase: 'build', notes: 'Loop it', missing: true, mix: null } as const]),
    );
    const plan = { startsAt: '2026-11-28T22:00', venue: 'Club', notes: 'Bring the needles', entries };
    const list = { name: set.name, trackIds: [...set.trackIds] };
    return { html: formatSetSheet(setSheet({ tracks, playlists: [], plays: [] }, list, plan)) };
  }

  export(request: ExportRequest): ExportReport {
    this.exported.push(request);
    const { path, replace } = request;
    if (path.startsWith('/home/dj/private'))
      throw new AppError('permission-denied', `${path} may not be written. Choose another folder.`);
    if (this.written.has(path) && !replace) {
      const name = path.split('/').at(-1);
      throw new AppError('conflict', `"${name}" is there already. Choose another name, or let it be replaced.`);
    }
    this.written.add(path);
    const written = { tracks: 60, cues: 214, loops: 12, gridSegments: 61, playlists: 4, folders: 1, plays: 0 };
    const dropped = [
      { what: 'track.energy', count: 48 },
      { what: 'track.colour-shade', count: 12 },
      { what: 'cue.fade-in', count: 7 },
      { what: 'play', count: 31 },
    ];
    return { path, written, dropped: request.format === 'rekordbox-xml' ? dropped : [] };
  }

  private found() {
    return this.options.plain === true ? PLAIN_PREVIEW : INVENTED_PREVIEW;
  }

  private beginning(phase: Phase): ImportState {
    if (phase === 'ready') return { ...IDLE, phase, preview: this.found() };
    if (phase === 'done') return { ...IDLE, phase, preview: this.found(), result: RESULT };
    if (phase === 'failed') return { ...IDLE, phase, error: UNREADABLE };
    return phase === 'reading' || phase === 'matching' || phase === 'writing'
      ? running(phase, 0.42)
      : { ...IDLE, phase };
  }

  private refuseBusy(): void {
    if (this.refusal !== null) throw new AppError('busy', this.refusal);
    if (['reading', 'matching', 'writing'].includes(this.state.phase))
      throw new AppError('busy', 'An import is running. Wait until it is done, or cancel it first.');
  }

  /** One step for undo, as the host makes it. */
  private write(): void {
    this.library.change('Import "collection.xml"', {});
  }

  private async play(phases: readonly ('reading' | 'matching' | 'writing')[], end: () => ImportState): Promise<void> {
    const stop = new AbortController();
    this.stop = stop;
    for (const phase of phases) {
      for (let step = 1; step <= STEPS; step += 1) {
        this.state = running(phase, step / STEPS - 0.08);
        do await wait(STEP_MS);
        while (this.options.hold === phase && !stop.signal.aborted);
        if (stop.signal.aborted) return;
        if (this.options.fails === phase && step === 2) {
          this.state = { ...IDLE, phase: 'failed', error: phase === 'writing' ? DISK_FULL : UNREADABLE };
          return;
        }
      }
    }
    this.state = end();
  }
}
