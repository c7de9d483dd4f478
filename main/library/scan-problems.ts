import { join, relative } from 'node:path';
import { FolderId } from '#shared/contract/ids.ts';
import type { ScanProblem, ScanState } from '#shared/contract/library.ts';
import { folderName } from './library-folders.ts';

const PROBLEMS_TOLD = 50;

export interface ProblemFolder {
  readonly id: string;
  readonly path: string;
}

export interface Problem {
  readonly folder: ProblemFolder;
  readonly path: string;
  readonly reason: string;
  /** False for a file that is in the library all the same. */
  readonly isFailed: boolean;
}

/** What is wrong at present, one reason for each path: scans of other places leave it as it is. */
export class ScanProblems {
  /** The newest last. */
  private readonly byPath = new Map<string, Problem>();

  add(problem: Problem): void {
    this.byPath.delete(problem.path);
    this.byPath.set(problem.path, problem);
  }

  remove(isOver: (problem: Problem) => boolean): void {
    for (const problem of this.byPath.values()) if (isOver(problem)) this.byPath.delete(problem.path);
  }

  state(): Pick<ScanState, 'failed' | 'problems' | 'problemCount'> {
    const all = [...this.byPath.values()];
    return {
      failed: all.filter(({ isFailed }) => isFailed).length,
      problems: all.slice(-PROBLEMS_TOLD).toReversed().map(tell),
      problemCount: all.length,
    };
  }
}

function tell({ folder, path, reason }: Problem): ScanProblem {
  const file = join(folderName(folder.path), relative(folder.path, path));
  return { folderId: FolderId.parse(folder.id), file, reason };
}
