import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { writeError } from '#main/platform/atomic-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { demoFileName } from './demo-files.ts';
import type { DemoTrack } from './demo-track.ts';
import type { EncodeTrack, RenderedTrack } from './encode-track.ts';
import { DemoManifest } from './manifest.ts';

export interface DemoProgress {
  readonly done: number;
  readonly total: number;
  /** A track that is being made; null when none is. */
  readonly currentTitle: string | null;
}

export interface WriteDemoDeps {
  readonly tracks: readonly DemoTrack[];
  /** Absolute; made when it is not there. It belongs to the program: files that differ are written again. */
  readonly folder: string;
  readonly render: (track: DemoTrack, signal: AbortSignal) => Promise<RenderedTrack>;
  readonly encode: EncodeTrack;
  /** Tracks made at the same time. */
  readonly lanes: number;
}

/** Unfinished files stand here, on the same volume as the finished ones, and never among them. */
const WORK_FOLDER = '.making';
/** What a track takes at most while it is made, with its neighbours in the other lanes. */
const BYTES_PER_TRACK = 5_000_000;

async function assertSpace(folder: string, tracks: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = tracks * BYTES_PER_TRACK;
  if (bavail * bsize >= needed) return;
  const megabytes = Math.ceil(needed / 1e6);
  throw new AppError('storage-full', `The demo library needs ${megabytes} MB. Free some space and try again.`, {
    megabytes,
  });
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function makeTrack(
  deps: WriteDemoDeps,
  track: DemoTrack,
  workFolder: string,
  signal: AbortSignal,
): Promise<void> {
  const rendered = await deps.render(track, signal);
  const name = demoFileName(track);
  const partial = join(workFolder, name);
  await deps.encode({ track, rendered, workFolder, output: partial }, signal);
  try {
    await syncFile(partial);
    await rename(partial, join(deps.folder, name));
  } catch (error) {
    throw writeError(error, name);
  }
}

async function missingTracks(deps: WriteDemoDeps, manifest: DemoManifest): Promise<DemoTrack[]> {
  const complete = await Promise.all(deps.tracks.map((track) => manifest.isComplete(track.id, demoFileName(track))));
  return deps.tracks.filter((_, index) => !complete[index]);
}

async function prepareFolders(deps: WriteDemoDeps): Promise<string> {
  const workFolder = join(deps.folder, WORK_FOLDER);
  try {
    // Left from an attempt that was killed.
    await rm(workFolder, { recursive: true, force: true });
    await mkdir(workFolder, { recursive: true });
  } catch (error) {
    throw writeError(error, 'the demo library');
  }
  return workFolder;
}

/**
 * Makes the demo library in its folder. Tracks that are there and complete are kept, so it can be stopped or killed at
 * any time and goes on where it was. Files appear only when they are whole.
 * @throws {AppError} `cancelled`, `storage-full`, `permission-denied`, `ffmpeg-missing` or `unavailable`; what was
 * finished stays.
 */
export async function writeDemo(
  deps: WriteDemoDeps,
  onProgress: (progress: DemoProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const workFolder = await prepareFolders(deps);
  try {
    const manifest = await DemoManifest.open(deps.folder);
    const waiting = await missingTracks(deps, manifest);
    const total = deps.tracks.length;
    let done = total - waiting.length;
    onProgress({ done, total, currentTitle: null });
    await assertSpace(deps.folder, waiting.length);
    // One lane's failure stops the others at their next step.
    const failed = new AbortController();
    const stop = AbortSignal.any([signal, failed.signal]);
    const work = async (): Promise<void> => {
      for (let track = waiting.shift(); track && !stop.aborted; track = waiting.shift()) {
        onProgress({ done, total, currentTitle: track.title });
        await makeTrack(deps, track, workFolder, stop);
        await manifest.add(track.id, demoFileName(track));
        done += 1;
        onProgress({ done, total, currentTitle: done === total ? null : track.title });
      }
    };
    const lanes = Array.from({ length: deps.lanes }, () =>
      work().catch((error: unknown) => {
        if (!failed.signal.aborted) failed.abort(error);
      }),
    );
    await Promise.all(lanes);
    if (signal.aborted) throw new AppError('cancelled', 'Making the demo library was stopped.');
    if (failed.signal.aborted) throw failed.signal.reason;
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}
