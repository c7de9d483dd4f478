import { setTimeout as wait } from 'node:timers/promises';
import type { BackupUseCases } from '#main/rpc/backups.ts';
import type { ArchiveSummary, Backup, BackupList, BackupState, LibraryCounts } from '#shared/contract/backups.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { alive } from './alive.ts';
import type { FakeLibrary } from './fake-library.ts';

const STEP_MS = 20;
const IDLE: BackupState = { phase: 'idle', fraction: null, archive: null, error: null };
/** A file of this name is there already. */
export const TAKEN_NAME = 'taken.musicforge';
/** Every other path is answered with an error. */
export const KNOWN_ARCHIVE: ArchiveSummary = {
  path: '/media/usb/MusicForge 2026-11-19.musicforge',
  bytes: 38_400_000,
  madeAt: '2026-11-19T21:14:00.000Z',
  appVersion: '0.1.0',
  counts: { tracks: 12_480, crates: 31, sets: 14, cuePoints: 48_210, plays: 6_204 },
  hasWaveforms: true,
};

const counts = (tracks: number): LibraryCounts => ({ tracks, crates: 4, sets: 3, cuePoints: tracks * 4, plays: 120 });

const MADE: readonly Backup[] = [
  ['2026-11-20T18:02:11.000Z', 'daily', 58],
  ['2026-11-19T23:40:02.000Z', 'import', 57],
  ['2026-11-19T22:51:30.000Z', 'import', 31],
  ['2026-11-18T17:20:00.000Z', 'manual', 31],
  ['2026-11-16T20:05:00.000Z', 'daily', 30],
  ['2026-11-14T19:00:00.000Z', 'migration', 30],
  ['2026-11-12T19:00:00.000Z', 'restore', 24],
].map(([madeAt, reason, tracks]) => ({
  id: `library-${String(madeAt).replaceAll(/[:.]/g, '-')}.db`,
  madeAt: String(madeAt),
  reason: reason as Backup['reason'],
  bytes: Number(tracks) * 48_000,
  counts: counts(Number(tracks)),
}));

/** `some`: seven, the last of which cannot be read. `failing`: the list cannot be had, and nothing can be written. */
export type FakeBackupMode = 'some' | 'none' | 'failing';

/** Backups of the fake host. What is begun goes on until it is cancelled; checking an archive is done at once. */
export class FakeBackups implements BackupUseCases {
  readonly calls: string[] = [];
  private readonly library: FakeLibrary;
  private readonly mode: FakeBackupMode;
  private made: readonly Backup[];
  private current: BackupState = IDLE;

  constructor(library: FakeLibrary, mode: FakeBackupMode = 'some') {
    this.library = library;
    this.mode = mode;
    this.made =
      mode === 'none' ? [] : MADE.map((backup, index) => (index === 6 ? { ...backup, counts: null } : backup));
  }

  list(): BackupList {
    if (this.mode === 'failing')
      throw new AppError('permission-denied', 'The folder with the backups cannot be read. Check its permissions.');
    const current = counts(this.library.tracks.length);
    return { backups: [...this.made], current, folder: '/home/dj/.local/share/musicforge/backups' };
  }

  backUp(): Backup {
    this.calls.push('backUp');
    if (this.mode === 'failing')
      throw new AppError('storage-full', 'The disk with your library is full: no backup was made. Free some space.');
    const tracks = this.library.tracks.length;
    const backup: Backup = {
      id: 'library-now.db',
      madeAt: '2026-11-20T19:30:00.000Z',
      reason: 'manual',
      bytes: tracks * 48_000,
      counts: counts(tracks),
    };
    this.made = [backup, ...this.made].slice(0, 7);
    return backup;
  }

  restore(id: string): void {
    this.calls.push(`restore ${id}`);
    this.current = { ...IDLE, phase: 'restoring', fraction: 0.4 };
  }

  exportArchive({ path, replace }: { readonly path: string; readonly replace: boolean }): void {
    this.calls.push(`export ${path}${replace ? ' over' : ''}`);
    if (path.endsWith(TAKEN_NAME) && !replace)
      throw new AppError('conflict', `There is a file ${TAKEN_NAME} already. Choose another name, or replace it.`);
    this.current = { ...IDLE, phase: 'exporting', fraction: 0.6 };
  }

  /** The export of the moment comes to its end. */
  finishExport(path: string): void {
    this.current = { ...IDLE, phase: 'exported', archive: { ...KNOWN_ARCHIVE, path } };
  }

  checkArchive(path: string): void {
    this.calls.push(`check ${path}`);
    const error =
      'This archive is damaged or was cut short: its checksums are wrong. Copy it again from where it was made.';
    const isKnown = path === KNOWN_ARCHIVE.path;
    this.current = isKnown ? { ...IDLE, phase: 'ready', archive: KNOWN_ARCHIVE } : { ...IDLE, phase: 'failed', error };
  }

  openArchive(): void {
    this.calls.push('open');
    this.current = { ...IDLE, phase: 'restoring', fraction: 0.3 };
  }

  cancel(): void {
    this.calls.push('cancel');
    this.current = { ...IDLE, phase: 'cancelled' };
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<BackupState> {
    let told: BackupState | null = null;
    while (alive(signal)) {
      if (this.current !== told) yield (told = this.current);
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}
