import { setImmediate as nextTurn } from 'node:timers/promises';
import { LongStep } from '#main/storage/long-step.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import { keepImported } from '#main/storage/queries/imported-tracks.ts';
import type { ImportPreview, ImportResult, MergeRules } from '#shared/contract/interchange.ts';
import { crateParts } from './crate-mutations.ts';
import type { ImportDeps, MusicFile } from './import-deps.ts';
import { playMutations } from './play-mutations.ts';
import { gatherInserts } from './gather-inserts.ts';
import type { ReadSource } from './preview.ts';
import { PROGRAM_NAMES } from './program-names.ts';
import { trackPart } from './track-mutations.ts';

/** What was read and matched, ready to be written. */
export interface ReadyImport {
  readonly sources: readonly ReadSource[];
  readonly files: ReadonlyMap<string, MusicFile>;
  readonly folderOf: (path: string) => string | null;
  readonly preview: ImportPreview;
}

export interface WriteOptions {
  readonly rules: MergeRules;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** So many entries are written within some 30 ms; others get their turn in between. */
const TRACKS_AT_ONCE = 200;
const ROWS_AT_ONCE = 500;

const nameOf = (sources: readonly ReadSource[]): string => {
  const [first] = sources;
  return sources.length === 1 && first !== undefined ? `"${first.name}"` : `${sources.length} files`;
};

type MutableResult = { -readonly [Name in keyof ImportResult]: ImportResult[Name] };

/** Writes an import in many transactions that are one step for undo. */
class ImportWriter {
  readonly result: MutableResult;
  private readonly deps: ImportDeps;
  private readonly ready: ReadyImport;
  private readonly options: WriteOptions;
  private readonly step: LongStep;
  private done = 0;
  private readonly total: number;

  constructor(deps: ImportDeps, ready: ReadyImport, options: WriteOptions) {
    this.deps = deps;
    this.ready = ready;
    this.options = options;
    const importId = deps.database.newId();
    this.result = { importId, added: 0, changed: 0, unchanged: 0, cues: 0, crates: 0, plays: 0 };
    this.step = new LongStep(deps.database, {
      origin: 'import',
      label: `Import ${nameOf(ready.sources)}`,
      // The file that it comes from is still there: waiting for the disk at every part would triple the time.
      durability: 'derived',
    });
    // Crates and plays are a tenth of the work, whatever their number.
    this.total = ready.sources.reduce((sum, { matches }) => sum + matches.length, 0) * 1.1 || 1;
  }

  async run(): Promise<ImportResult> {
    try {
      for (const source of this.ready.sources) await this.writeTracks(source);
      for (const source of this.ready.sources) await this.writeLists(source);
    } finally {
      this.step.end();
    }
    return this.result;
  }

  private get isStopped(): boolean {
    return this.options.signal.aborted;
  }

  private async writeTracks({ format, matches }: ReadSource): Promise<void> {
    const { deps, ready, result } = this;
    const { files, folderOf } = ready;
    for (let start = 0; start < matches.length && !this.isStopped; start += TRACKS_AT_ONCE) {
      const some = matches.slice(start, start + TRACKS_AT_ONCE);
      const input = { matches: some, files, folderOf, format, rules: this.options.rules };
      const part = trackPart(deps, input);
      this.write(part.mutations);
      keepImported(
        deps.database,
        result.importId,
        some.map(({ trackId }) => trackId),
      );
      result.added += part.added.length;
      result.changed += part.changed;
      result.cues += part.cues;
      result.unchanged += some.filter(({ isRepeated }) => !isRepeated).length - part.added.length - part.changed;
      await this.afterPart(part.added, some.length);
    }
  }

  private async afterPart(added: readonly string[], entries: number): Promise<void> {
    const present = added.filter((id) => this.hasFile.has(id));
    if (present.length > 0) await this.deps.onTracksAdded(present);
    this.done += entries;
    this.options.onProgress(this.done / this.total);
    await nextTurn();
  }

  /** New tracks whose file is on this machine. */
  private get hasFile(): ReadonlySet<string> {
    this.present ??= new Set(
      this.ready.sources.flatMap(({ matches }) =>
        matches.flatMap(({ path, trackId }) => (path !== null && this.ready.files.has(path) ? [trackId] : [])),
      ),
    );
    return this.present;
  }
  private present: ReadonlySet<string> | null = null;

  private async writeLists({ format, reading, matches }: ReadSource): Promise<void> {
    const { database } = this.deps;
    const { library } = reading;
    const ids = new Map(matches.map(({ entryId, trackId }) => [entryId, trackId]));
    const trackId = (entry: string): string | undefined => ids.get(entry);
    for (const { mutations, crates } of crateParts(database, library.playlists, PROGRAM_NAMES[format], trackId)) {
      if (this.isStopped) return;
      await this.writeRows(mutations);
      this.result.crates += crates;
    }
    const plays = playMutations(database, library.plays, format, trackId);
    await this.writeRows(plays);
    this.result.plays += plays.length;
  }

  private async writeRows(mutations: readonly Mutation[]): Promise<void> {
    for (let start = 0; start < mutations.length; start += ROWS_AT_ONCE) {
      this.write(mutations.slice(start, start + ROWS_AT_ONCE));
      await nextTurn();
    }
  }

  private write(mutations: readonly Mutation[]): void {
    this.step.write(gatherInserts(mutations));
  }
}

/** @returns What was written, up to where the signal aborted. */
export function writeImport(deps: ImportDeps, ready: ReadyImport, options: WriteOptions): Promise<ImportResult> {
  return new ImportWriter(deps, ready, options).run();
}
