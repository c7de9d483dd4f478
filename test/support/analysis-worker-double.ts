import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnalysisReply, AnalysisTask } from '#main/analysis/worker-messages.ts';
import { COLUMN_BYTES } from '#shared/domain/peaks.ts';
import { bpm, lufs, seconds } from '#shared/domain/units.ts';

/**
 * Stands for the analysis in tests of the queue: speaks the same messages in a real thread, but computes nothing. What
 * it does is said by the file's name: "hang", "crash", "throw", "slow-<ms>", "unreadable", "noise"
 * (no tempo and no key); anything else succeeds.
 */
export default async function analysisWorkerDouble(task: AnalysisTask): Promise<AnalysisReply> {
  const cancelled = new AbortController();
  task.port?.on('message', () => cancelled.abort());
  try {
    return await act(task, basename(task.path), cancelled.signal);
  } finally {
    task.port?.close();
  }
}

async function act({ path, port }: AnalysisTask, name: string, cancelled: AbortSignal): Promise<AnalysisReply> {
  breakDown(name);
  const [, duration = '0'] = /slow-(\d+)/.exec(name) ?? [];
  for (let waited = 0; waited < Number(duration) && !cancelled.aborted; waited += 10) {
    port?.postMessage({ type: 'progress', fraction: waited / Number(duration) });
    await sleep(10);
  }
  if (cancelled.aborted) return failure('cancelled', 'The analysis was cancelled.');
  if (name.includes('unreadable')) return failure('unreadable-audio', 'The file holds no audio.');
  const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (isThere && name.includes('noise')) return foundNothing();
  return isThere ? found() : failure('not-found', 'The file is not there any more. Rescan its folder.');
}

function breakDown(name: string): void {
  if (name.includes('hang')) for (;;);
  if (name.includes('crash')) process.exit(1);
  if (name.includes('throw')) throw new TypeError('a bug');
}

function failure(code: 'cancelled' | 'unreadable-audio' | 'not-found', message: string): AnalysisReply {
  return { type: 'failed', code, message, details: {} };
}

function found(): AnalysisReply {
  return {
    type: 'done',
    analysis: {
      durationSeconds: seconds(240),
      bpm: bpm(126),
      bpmConfidence: 0.9,
      grid: { beatsPerBar: 4, segments: [{ startSeconds: seconds(0.1), bpm: bpm(126), firstBeatNumber: 1 }] },
      key: { pitchClass: 9, mode: 'minor' },
      keyConfidence: 0.8,
      energy: 0.7,
      loudnessLufs: lufs(-8.5),
      samplePeakDb: -0.1,
      details: {
        secondKey: null,
        tuningCents: null,
        keyChanges: [],
        sections: [{ startSeconds: 0.1, endSeconds: 240, kind: 'verse', bars: 126, energy: 0.7 }],
        cues: [{ kind: 'first-downbeat', timeSeconds: 0.1 }],
        energyCurve: { secondsPerValue: 120, values: [0.6, 0.7] },
        loudnessRangeLu: 4.2,
        truePeakDb: null,
        mood: { name: 'driving', arousal: 0.7, valence: 0.3, confidence: 0.4 },
      },
      timbre: null,
      peaks: { columnsPerSecond: 100, data: noise(COLUMN_BYTES * 24_000) },
      note: null,
    },
  };
}

function foundNothing(): AnalysisReply {
  const reply = found();
  if (reply.type !== 'done') return reply;
  return { type: 'done', analysis: { ...reply.analysis, bpm: null, bpmConfidence: 0, grid: null, key: null } };
}

/** Bytes that do not compress, as real peaks hardly do. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = Math.imul(state, 1664525) + 1013904223; // Numerical Recipes' generator; its high bits are random enough
    return state >>> 24;
  });
}
