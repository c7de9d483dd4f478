import type { Stats } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isoTime } from '#main/platform/clock.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import { replaceProviderValues } from '#main/storage/provider-values.ts';
import type { StoredFile } from '#main/storage/queries/files.ts';
import { TAG_PROVIDER_FIELDS } from '#shared/domain/provider-value.ts';
import { pagesOfFolder } from './folder-files.ts';
import type { LibraryDeps } from './library-deps.ts';
import { mutateInParts } from '#main/storage/mutate-in-parts.ts';
import { isBelowAny, skipsOwnPlaces } from './own-places.ts';
import { forEachLimited } from './pool.ts';
import { type AudioFile, readAudioFile } from './read-audio-file.ts';
import { Placer, wasRemovedByUser } from './scan-place.ts';
import type { Problem } from './scan-problems.ts';
import type { ScanProgress } from './scan-progress.ts';
import { planBatch, type TagSayings } from './scan-write.ts';
import { walkFolder } from './walk-folder.ts';

/** Reading is mostly waiting for the disk; more at once only makes it seek. */
const READS_AT_ONCE = 4;
/** A batch is one transaction: small enough to write without anybody noticing, large enough to be quick. */
const BATCH_FILES = 25;
/** Compared within a few milliseconds; others get their turn in between. */
const COMPARED_AT_ONCE = 10_000;

export interface ScanRequest {
  readonly folder: { readonly id: string; readonly path: string };
  /** Files or folders below the folder that may have changed; the folder itself = everything. */
  readonly roots: readonly string[];
  /** The transaction that added the folder, so that undo takes back both; null = bookkeeping that undo steps over. */
  readonly continues: string | null;
  readonly label: string;
}

export interface ScanTools {
  readonly deps: LibraryDeps;
  readonly progress: ScanProgress;
  readonly signal: AbortSignal;
}

interface FoundFile {
  readonly path: string;
  readonly stats: Stats;
}

/** One pass over a folder: what is new is read, what is known and unchanged is left alone, what is gone is marked. */
class FolderScan {
  private readonly request: ScanRequest;
  private readonly tools: ScanTools;
  private readonly placer: Placer;
  /** Files of the folder by their path; those that the user removed as well, so that no scan reads them again. */
  private readonly known = new Map<string, StoredFile>();
  /** Places whose content could not be seen: nothing below them counts as gone. */
  private readonly unseen: string[] = [];
  /** Paths whose problem was found by this scan. */
  private readonly reported = new Set<string>();
  private continues: string | null;
  private waiting: AudioFile[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(request: ScanRequest, tools: ScanTools) {
    this.request = request;
    this.tools = tools;
    this.placer = new Placer(tools.deps.database, request.folder.id);
    this.continues = request.continues;
  }

  async run(): Promise<void> {
    const { progress, signal } = this.tools;
    progress.counting();
    await this.readKnown();
    const found = await this.walk();
    const { toRead, back } = await this.compare(found);
    progress.reading(toRead.length);
    progress.unchanged(found.size - toRead.length);
    await forEachLimited(toRead, READS_AT_ONCE, async (file) => {
      if (!signal.aborted) await this.read(file);
    });
    await this.flush();
    if (signal.aborted) return;
    await this.settle(found, back);
    if (signal.aborted) return;
    this.settleProblems(found, new Set(toRead.map(({ path }) => path)));
  }

  private async readKnown(): Promise<void> {
    const { deps, signal } = this.tools;
    for await (const page of pagesOfFolder(deps.database, this.request.folder.id)) {
      for (const file of page) {
        // A path that is alive again counts as that, however often a file of it was removed.
        const isKnown = file.isDeleted
          ? this.known.get(file.path)?.isDeleted !== false && wasRemovedByUser(deps.database, file)
          : true;
        if (isKnown) this.known.set(file.path, file);
      }
      if (signal.aborted) return;
    }
  }

  /** What is to be read, and the ids of known files that were missing and are back. */
  private async compare(found: ReadonlyMap<string, FoundFile>): Promise<{ toRead: FoundFile[]; back: string[] }> {
    const toRead: FoundFile[] = [];
    const back: string[] = [];
    let seen = 0;
    for (const file of found.values()) {
      seen += 1;
      if (seen % COMPARED_AT_ONCE === 0) await nextTurn();
      const stored = this.known.get(file.path);
      if (stored === undefined || !isUnchanged(stored, file.stats)) toRead.push(file);
      else if (stored.missingSince !== null && !stored.isDeleted) back.push(stored.id);
    }
    return { toRead, back };
  }

  private async walk(): Promise<Map<string, FoundFile>> {
    const found = new Map<string, FoundFile>();
    const isSkipped = await this.ownPlaces();
    for (const root of this.request.roots) {
      try {
        await walkFolder(root, {
          signal: this.tools.signal,
          isSkipped,
          onFile: (path, stats) => {
            if (found.has(path)) return;
            found.set(path, { path, stats });
            this.tools.progress.found();
          },
          onProblem: (path, reason) => {
            this.unseen.push(path);
            this.problem(path, reason, true);
          },
        });
      } catch (error) {
        this.rootFailed(root, error);
      }
    }
    return found;
  }

  private async ownPlaces(): Promise<(real: string) => boolean> {
    const { folder } = this.request;
    try {
      return skipsOwnPlaces(this.tools.deps.ownPlaces, await realpath(folder.path));
    } catch {
      // The folder cannot be reached: the walk meets the same error and says so.
      return () => false;
    }
  }

  /** A part that is gone is gone; the folder itself may lie on a drive that is not connected. */
  private rootFailed(root: string, error: unknown): void {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isGone && root !== this.request.folder.path) return;
    this.unseen.push(root);
    const reason = isGone
      ? 'The folder is not there. Connect its drive, or remove the folder from the library.'
      : 'The folder cannot be read. Check its permissions and scan again.';
    this.problem(root, reason, true);
  }

  private problem(path: string, reason: string, isFailed: boolean): void {
    this.reported.add(path);
    this.tools.progress.problem({ folder: this.request.folder, path, reason, isFailed });
  }

  private async read({ path, stats }: FoundFile): Promise<void> {
    const { progress } = this.tools;
    const reading = await readAudioFile(path, stats);
    if (reading.kind === 'problem') this.problem(path, reading.reason, true);
    if (reading.kind === 'audio') {
      if (reading.file.warning !== null) this.problem(path, reading.file.warning, false);
      this.waiting.push(reading.file);
    }
    progress.fileRead(path);
    if (this.waiting.length >= BATCH_FILES) await this.flush();
  }

  /** Writes what was read. One batch after the other, so that each sees what the one before it wrote. */
  private flush(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    this.writing = this.writing.then(() => this.write(batch));
    return this.writing;
  }

  private async write(batch: readonly AudioFile[]): Promise<void> {
    const { deps, progress, signal } = this.tools;
    if (batch.length === 0 || signal.aborted) return;
    const placements = [];
    for (const file of batch) placements.push(await this.placer.place(file));
    // The folder may have been removed, or its adding undone, in the meantime.
    if (signal.aborted) return;
    const plan = planBatch(deps.database, placements, this.request.folder.id, isoTime(deps.clock.now()));
    this.writeBatch(plan.mutations, plan.tagValues);
    progress.count('added', plan.added);
    progress.count('updated', plan.updated);
    progress.count('unchanged', placements.length - plan.added - plan.updated);
    if (plan.toAnalyse.length > 0) await deps.onTracksAdded(plan.toAnalyse);
  }

  private writeBatch(mutations: readonly Mutation[], tagValues: readonly TagSayings[]): void {
    const { label } = this.request;
    const { database, clock } = this.tools.deps;
    const foundAt = isoTime(clock.now());
    const undoable = this.request.continues !== null;
    // What a scan found it finds again: waiting for the disk at every batch would hold up everything else.
    const { txnId } = database.transaction('derived', () => {
      const written = database.mutate({ origin: 'tag', label, mutations, undoable, continues: this.continues });
      for (const said of tagValues)
        replaceProviderValues(database, { ...said, provider: 'tag', foundAt }, TAG_PROVIDER_FIELDS);
      return written;
    });
    // When the user did something in between, the rest of the scan is a step of its own.
    if (undoable && txnId !== null) this.continues = txnId;
  }

  /** What came back, what is gone, and when this was found out. */
  private async settle(found: ReadonlyMap<string, FoundFile>, back: readonly string[]): Promise<void> {
    const { deps, progress, signal } = this.tools;
    const { database, clock } = deps;
    const now = isoTime(clock.now());
    const { folder, roots } = this.request;
    const isLookedAt = isBelowAny(roots);
    const isUnseen = isBelowAny(this.unseen);
    const isGone = (file: StoredFile): boolean =>
      !file.isDeleted &&
      file.missingSince === null &&
      !found.has(file.path) &&
      isLookedAt(file.path) &&
      !isUnseen(file.path);
    const gone: StoredFile[] = [];
    // Read again: files that moved in this scan are known by their new path now.
    for await (const page of pagesOfFolder(database, folder.id)) gone.push(...page.filter(isGone));
    if (signal.aborted) return;
    const mutations: Mutation[] = [
      ...back.map((id): Mutation => ({ op: 'update', table: 'files', id, set: { missing_since: null } })),
      ...gone.map(({ id }): Mutation => ({ op: 'update', table: 'files', id, set: { missing_since: now } })),
    ];
    // Each write is a change for everybody: what a part of the folder has to tell is in its files.
    if (roots.includes(folder.path) && !this.unseen.includes(folder.path)) {
      mutations.push({ op: 'update', table: 'library_folders', id: folder.id, set: { last_scanned_at: now } });
    }
    await mutateInParts(database, { origin: 'tag', label: this.request.label, mutations, undoable: false });
    progress.count('updated', back.length + gone.length);
  }

  /** Problems of an earlier scan are over where this one looked and met none; a file that was not read stays as it is. */
  private settleProblems(found: ReadonlyMap<string, FoundFile>, read: ReadonlySet<string>): void {
    const { folder, roots } = this.request;
    const isLookedAt = isBelowAny(roots);
    const isUnseen = isBelowAny(this.unseen);
    const isOver = ({ path, isFailed }: Problem): boolean =>
      !this.reported.has(path) && !isUnseen(path) && (isFailed || read.has(path) || !found.has(path));
    this.tools.progress.settle(
      (problem) => problem.folder.id === folder.id && isLookedAt(problem.path) && isOver(problem),
    );
  }
}

function isUnchanged(stored: StoredFile, stats: Stats): boolean {
  return stored.sizeBytes === stats.size && stored.modifiedMs === Math.floor(stats.mtimeMs);
}

/** Scans one folder, or the parts of it that may have changed. Ends early, without an error, when the signal aborts. */
export async function scanFolder(request: ScanRequest, tools: ScanTools): Promise<void> {
  await new FolderScan(request, tools).run();
}
