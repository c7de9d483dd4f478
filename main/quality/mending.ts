import type { TrackId } from '#shared/contract/ids.ts';
import type { MendPreview, MendRow, QualityRuleId } from '#shared/contract/quality.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { mendTracks, previewMend } from './mend-tasks.ts';
import type { QualityDeps } from './quality-deps.ts';
import type { QualityIndex } from './quality-index.ts';
import type { QualityLists } from './quality-lists.ts';
import { ruleOf } from './registry.ts';
import type { Tasks } from './tasks.ts';

interface Preview {
  readonly shown: MendPreview;
  readonly rows: readonly MendRow[];
}

interface MendingParts {
  readonly deps: QualityDeps;
  readonly index: QualityIndex;
  readonly lists: QualityLists;
  readonly tasks: Tasks;
}

/** Mending all tracks that break a rule: only what stands in the preview that is on show can be written. */
export class Mending {
  private readonly parts: MendingParts;
  private current: Preview | null = null;
  private made = 0;

  constructor(parts: MendingParts) {
    this.parts = parts;
  }

  /** @param signal Whoever asked is gone. @throws {AppError} `busy`, `cancelled` */
  async preview(rule: QualityRuleId, signal: AbortSignal | undefined): Promise<MendPreview> {
    const { deps, index, lists, tasks } = this.parts;
    const numbers = [...lists.order({ rule, ignored: false })];
    const { rows, byHand } = await tasks.run({
      phase: 'previewing',
      total: numbers.length,
      work: (parts) => previewMend(deps.database, ruleOf(rule), index.context, numbers, parts),
      signal,
    });
    this.made += 1;
    const shown = { number: this.made, rule, tracks: rows.length, byHand };
    this.current = { shown, rows };
    return shown;
  }

  /** @throws {AppError} `conflict` when another preview has taken its place, or it was written. */
  changes(preview: number, offset: number, limit: number): MendRow[] {
    return this.known(preview).rows.slice(offset, offset + limit);
  }

  /** @throws {AppError} `conflict` as `changes`; `busy` */
  async mendAll(preview: number, leftOut: readonly TrackId[]) {
    const { deps, index, tasks } = this.parts;
    const { shown, rows } = this.known(preview);
    const without = new Set(leftOut);
    const chosen = rows.filter(({ trackId }) => !without.has(trackId));
    return tasks.run({
      phase: 'mending',
      total: chosen.length,
      work: (parts) => {
        this.current = null;
        return mendTracks(deps, index.context, ruleOf(shown.rule), chosen, parts);
      },
    });
  }

  private known(preview: number): Preview {
    if (this.current?.shown.number === preview) return this.current;
    throw new AppError('conflict', 'This preview is gone. Look at the rule again.');
  }
}
