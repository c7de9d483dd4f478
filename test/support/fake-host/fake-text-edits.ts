import { setTimeout as wait } from 'node:timers/promises';
import { textChanger, type TrackTexts } from '#main/text-edits/change-texts.ts';
import { IDLE } from '#main/text-edits/idle.ts';
import { chosenChanges } from '#main/text-edits/write-texts.ts';
import type { TextEditing, TextEditRequest, TextEditRow } from '#shared/contract/text-edits.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { alive } from './alive.ts';
import type { FakeLibrary } from './fake-library.ts';

/** `slow`: looking goes on until it is cancelled. `slow-writing`: so does writing, after 40 tracks. */
export type FakeTextEditsMode = 'quick' | 'slow' | 'slow-writing';

const STEP_MS = 20;

const textsOf = (track: TrackDetail): TrackTexts => ({
  title: track.title,
  artist: track.artist,
  album: track.album,
  albumArtist: track.albumArtist,
  genre: track.genre,
  label: track.label,
  comment: track.comment,
  remixer: track.remixers.join(', '),
  mix: '',
  grouping: '',
  composer: '',
});

/** Edits the fake host's texts, by the real rules. */
export class FakeTextEdits {
  readonly calls: string[] = [];
  private readonly library: FakeLibrary;
  private readonly mode: FakeTextEditsMode;
  private state: TextEditing = IDLE;
  private found: readonly TextEditRow[] = [];
  private verb = '';

  constructor(library: FakeLibrary, mode: FakeTextEditsMode = 'quick') {
    this.library = library;
    this.mode = mode;
  }

  preview({ scope, fields, change }: TextEditRequest): { job: number } {
    this.calls.push(`preview ${scope.kind} ${fields.join(' ')} ${change.kind}`);
    const job = this.state.job + 1;
    const tracks =
      scope.kind === 'list' ? this.library.query(scope.query) : scope.ids.map((id) => this.library.find(id));
    const begun = { ...IDLE, job, total: tracks.length };
    if (this.mode === 'slow') {
      this.state = { ...begun, phase: 'reading', done: 3 };
      return { job };
    }
    try {
      const changer = textChanger(change, fields);
      this.found = tracks.flatMap((track) => {
        const texts = textsOf(track);
        const { id: trackId, title, artist } = track;
        return changer(texts).changes.map((text) => ({ trackId, title, artist, before: texts[text.field], ...text }));
      });
      const changed = new Set(this.found.map(({ trackId }) => trackId)).size;
      const counts = { unchanged: tracks.length - changed, emptied: 0, tooLong: 0 };
      const preview = { number: job, rows: this.found.length, tracks: changed, ...counts };
      this.verb = change.kind === 'replace' ? 'Replace in' : 'Clean up';
      this.state = { ...begun, phase: 'ready', done: tracks.length, preview };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.state = { ...begun, phase: 'done', error: error.message };
    }
    return { job };
  }

  rows(preview: number, offset: number, limit: number): readonly TextEditRow[] {
    return preview === this.state.preview?.number ? this.found.slice(offset, offset + limit) : [];
  }

  apply(preview: number, leftOut: readonly number[]): void {
    this.calls.push(`apply without ${leftOut.join(' ') || 'none'}`);
    if (preview !== this.state.preview?.number) throw new AppError('conflict', 'Look at what would change first.');
    const job = this.state.job + 1;
    const changes = chosenChanges(this.found, new Set(leftOut));
    if (this.mode === 'slow-writing') {
      this.state = { ...IDLE, job, phase: 'writing', done: 40, total: changes.length };
      return;
    }
    const edits = new Map(changes.map(({ trackId, rows }) => [trackId, rows]));
    this.library.change(`${this.verb} ${changes.length} track${changes.length === 1 ? '' : 's'}`, {
      tracks: this.library.tracks.map((track) => ({
        ...track,
        ...Object.fromEntries((edits.get(track.id) ?? []).map(({ field, after }) => [field, after])),
      })),
    });
    const result = { changed: changes.length, skipped: 0, cancelled: false };
    this.state = { ...IDLE, job, phase: 'done', done: changes.length, total: changes.length, result };
  }

  cancel(): void {
    this.calls.push('cancel');
    const { job, phase, done, total } = this.state;
    const stopped = { changed: done, skipped: 0, cancelled: true };
    this.state = phase === 'writing' ? { ...IDLE, job, phase: 'done', done, total, result: stopped } : { ...IDLE, job };
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<TextEditing> {
    let told: TextEditing | null = null;
    while (alive(signal)) {
      if (this.state !== told) yield (told = this.state);
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}
