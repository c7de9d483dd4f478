import { setTimeout as wait } from 'node:timers/promises';
import { IDLE } from '#main/tags/progress.ts';
import type { TagChange, TagChoice, TagPart, TagRun, TagWriting } from '#shared/contract/file-tags.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { formatKey, keyFromIndex } from '#shared/domain/key.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { alive } from './alive.ts';
import type { FakeLibrary } from './fake-library.ts';

/** `slow`: reading goes on until it is cancelled. `refusing`: some files cannot be written. `full`: the disk is, after one file. */
export type FakeFileTagsMode = 'quick' | 'slow' | 'refusing' | 'full';

const STEP_MS = 20;
export const DISK_FULL = 'The disk is full: nothing more was written. Free some space.';
const REASONS = [
  'It is write-protected. Change its permissions.',
  'It was changed since it was scanned. Scan its folder and try again.',
];

const fileOf = ({ artist, title }: TrackDetail): string => `${artist} - ${title}.mp3`;

function seratoText({ cues, bpm }: TrackDetail): string {
  const points = cues.filter(({ kind, slot }) => kind === 'hot' && slot !== null).length;
  const parts = [points === 0 ? '' : `${points} cues`, bpm === null ? '' : `grid ${bpm.toFixed(2)} BPM`];
  return parts.filter(Boolean).join(', ');
}

function newText(field: TagPart, track: TrackDetail, { notation }: TagChoice): string {
  const texts: Readonly<Record<TagPart, string>> = {
    key: track.keyIndex === null ? '' : formatKey(keyFromIndex(track.keyIndex), notation),
    bpm: track.bpm === null ? '' : String(track.bpm),
    energy: track.energy === null ? '' : String(energyLevel(track.energy)),
    rating: track.rating === 0 ? '' : String(track.rating),
    comment: track.comment,
    serato: seratoText(track),
  };
  return texts[field];
}

/** The tags of the fake host's files: they hold nothing until they are written. */
export class FakeFileTags {
  readonly calls: string[] = [];
  private readonly library: FakeLibrary;
  private readonly mode: FakeFileTagsMode;
  private state: TagWriting = IDLE;
  private found: readonly TagChange[] = [];
  private fields: readonly TagPart[] = [];
  private written: TagRun[] = [];

  constructor(library: FakeLibrary, mode: FakeFileTagsMode = 'quick') {
    this.library = library;
    this.mode = mode;
  }

  preview(choice: TagChoice, trackIds: readonly string[]): void {
    this.calls.push(`preview ${choice.fields.join(' ')} ${choice.notation}`);
    const ids = new Set(trackIds);
    const tracks = this.library.tracks.filter(({ id }) => ids.has(id));
    const refused = this.mode === 'refusing' ? tracks.slice(0, 2) : [];
    const changes = tracks.slice(refused.length).flatMap((track) =>
      choice.fields.flatMap((field): TagChange[] => {
        const after = newText(field, track, choice);
        return after === '' ? [] : [{ trackId: track.id, file: fileOf(track), field, before: '', after }];
      }),
    );
    this.found = changes;
    this.fields = choice.fields;
    const job = this.state.job + 1;
    if (this.mode === 'slow') {
      this.state = { ...IDLE, job, phase: 'reading', done: 3, total: tracks.length, current: 'Some file.mp3' };
      return;
    }
    const changed = new Set(changes.map(({ trackId }) => trackId)).size;
    this.state = {
      ...IDLE,
      job,
      phase: 'ready',
      done: tracks.length,
      total: tracks.length,
      preview: {
        number: job,
        changed,
        unchanged: tracks.length - changed - refused.length,
        refused: refused.length,
        changes: changes.length,
        byField: {},
      },
      problems: refused.map((track, index) => ({ file: fileOf(track), reason: REASONS[index] ?? '' })),
      problemCount: refused.length,
    };
  }

  changes(preview: number, offset: number, limit: number): readonly TagChange[] {
    return preview === this.state.preview?.number ? this.found.slice(offset, offset + limit) : [];
  }

  write(): void {
    this.calls.push('write');
    const isFull = this.mode === 'full';
    const files = isFull ? 1 : (this.state.preview?.changed ?? 0);
    const id = `run-${this.written.length + 1}`;
    const startedAt = '2026-11-20T21:30:00.000Z';
    this.written = [{ id, startedAt, fields: [...this.fields], files, restored: 0 }, ...this.written];
    const result = { kind: 'written', runId: id, files, failed: isFull ? 1 : 0, cancelled: false } as const;
    const end = { ...IDLE, job: this.state.job + 1, phase: 'done', done: files, total: files, result } as const;
    const problems = isFull ? [{ file: this.found.at(-1)?.file ?? '', reason: DISK_FULL }] : [];
    this.state = { ...end, problems, problemCount: problems.length, error: isFull ? DISK_FULL : null };
  }

  restore(runId: string): void {
    this.calls.push(`restore ${runId}`);
    const run = this.written.find(({ id }) => id === runId);
    if (run === undefined) throw new AppError('not-found', 'All files of this writing have their old tags back.');
    this.written = this.written.map((each) => (each === run ? { ...run, restored: run.files } : each));
    const result = { kind: 'restored', runId, files: run.files, failed: 0, cancelled: false } as const;
    this.state = { ...IDLE, job: this.state.job + 1, phase: 'done', done: run.files, total: run.files, result };
  }

  cancel(): void {
    this.calls.push('cancel');
    this.state = { ...IDLE, job: this.state.job };
  }

  runs(): TagRun[] {
    return this.written;
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<TagWriting> {
    let told: TagWriting | null = null;
    while (alive(signal)) {
      if (this.state !== told) yield (told = this.state);
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}
