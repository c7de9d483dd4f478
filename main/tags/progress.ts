import type { JobProgress } from '#main/platform/background-jobs.ts';
import type { StateStream } from '#main/platform/state-stream.ts';
import type { TagProblem, TagWriting } from '#shared/contract/file-tags.ts';

export const IDLE: TagWriting = {
  job: 0,
  phase: 'idle',
  done: 0,
  total: 0,
  current: null,
  secondsLeft: null,
  preview: null,
  result: null,
  problems: [],
  problemCount: 0,
  error: null,
};
const PROBLEMS_KEPT = 200;

/** Tells watchers how far a job is, and what goes wrong on the way. */
export interface Progress extends Pick<JobProgress<TagWriting>, 'total' | 'counted'> {
  /** The file that is next. */
  file(name: string): void;
  problem(problem: TagProblem): void;
}

export function withProblems(progress: JobProgress<TagWriting>, stream: StateStream<TagWriting>): Progress {
  return {
    ...progress,
    file: (current) => progress.change({ current }),
    problem: (problem) => {
      const { problems, problemCount } = stream.current();
      progress.change({ problems: [...problems, problem].slice(0, PROBLEMS_KEPT), problemCount: problemCount + 1 });
    },
  };
}
