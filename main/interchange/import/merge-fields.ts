import type { MergeField, MergeRule, MergeRules } from '#shared/contract/interchange.ts';
import { formatCamelot, keyFromIndex } from '#shared/domain/key.ts';
import { agreementOf } from '#shared/domain/source-agreement.ts';
import { type ImportedColumn, type ImportedFields, RULE_OF_COLUMN } from './track-columns.ts';

type Value = string | number | null;

export interface FieldConflict {
  readonly field: MergeField;
  readonly mine: string;
  readonly theirs: string;
}

export interface MergedFields {
  readonly set: Partial<ImportedFields>;
  /** Fields of which both have a value and they differ, whatever the rules say. */
  readonly conflicts: readonly FieldConflict[];
}

interface Sides {
  readonly mine: Value;
  readonly theirs: Value;
  readonly isMeasured: (column: ImportedColumn) => boolean;
}

/** What the analysis fills: nobody has set it, so that a rule that fills gaps takes what another program says. */
const MEASURED: readonly ImportedColumn[] = ['bpm', 'grid', 'key_index'];
const COLUMNS = Object.keys(RULE_OF_COLUMN) as ImportedColumn[];
/** Where grids lie nearer than this and have the same tempo, they are one. */
const SAME_PLACE_SECONDS = 0.001;

const isEmpty = (column: ImportedColumn, value: Value): boolean =>
  value === null || value === '' || ((column === 'rating' || column === 'play_count') && value === 0);

function sameGrid(mine: string, theirs: string): boolean {
  const numbers = [mine, theirs].map((json) => json.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)?.map(Number) ?? []);
  const [a = [], b = []] = numbers;
  return a.length === b.length && a.every((value, n) => Math.abs(value - (b[n] ?? 0)) <= SAME_PLACE_SECONDS);
}

function isSame(column: ImportedColumn, mine: Value, theirs: Value): boolean {
  if (mine === theirs) return true;
  if (mine === null || theirs === null) return false;
  if (column === 'grid') return sameGrid(String(mine), String(theirs));
  if (column === 'bpm') return agreementOf('bpm', mine, theirs) === 'same';
  if (column === 'energy') return agreementOf('energy', mine, theirs) === 'same';
  // Programs round lengths to seconds, and none of them is heard by the DJ.
  if (column === 'duration_seconds') return true;
  return typeof mine === 'string' && typeof theirs === 'string' && mine.trim().normalize() === theirs.normalize();
}

/** Whether a rule takes theirs. */
function isTaken(rule: MergeRule, column: ImportedColumn, { mine, theirs, isMeasured }: Sides): boolean {
  if (rule === 'mine' || isEmpty(column, theirs)) return false;
  if (rule === 'theirs' || isEmpty(column, mine)) return true;
  if (column === 'play_count') return Number(theirs) > Number(mine);
  return MEASURED.includes(column) && isMeasured(column);
}

function inWords(column: ImportedColumn, value: Value): string {
  if (column === 'key_index' && typeof value === 'number') return formatCamelot(keyFromIndex(value));
  if (column === 'bpm' && typeof value === 'number') return `${Number(value.toFixed(2))} BPM`;
  if (column === 'rating') return '★'.repeat(Number(value));
  if (column === 'grid') return 'another beat grid';
  return String(value);
}

/** A tempo without a grid does not come alone where there are beats: they are nearer than a number. */
function ruleOf(rules: MergeRules, column: ImportedColumn, mine: ImportedFields, theirs: ImportedFields): MergeRule {
  return column === 'bpm' && theirs.grid === null && mine.grid !== null ? 'mine' : rules[RULE_OF_COLUMN[column]];
}

/**
 * What becomes of a track that the library has when another program tells of it.
 * @param isMeasured Whether nobody but the analysis or a file tag has set a column; asked only where it matters.
 */
export function mergeFields(
  mine: ImportedFields,
  theirs: ImportedFields,
  rules: MergeRules,
  isMeasured: (column: ImportedColumn) => boolean,
): MergedFields {
  const set: Partial<Record<ImportedColumn, Value>> = {};
  const conflicts = new Map<MergeField, FieldConflict>();
  for (const column of COLUMNS) {
    const [ours, foreign] = [mine[column], theirs[column]];
    if (isSame(column, ours, foreign)) continue;
    const sides = { mine: ours, theirs: foreign, isMeasured };
    if (isTaken(ruleOf(rules, column, mine, theirs), column, sides)) set[column] = foreign;
    const field = RULE_OF_COLUMN[column];
    if (field === 'added' || field === 'plays' || isEmpty(column, ours) || isEmpty(column, foreign)) continue;
    if (!conflicts.has(field)) {
      conflicts.set(field, { field, mine: inWords(column, ours), theirs: inWords(column, foreign) });
    }
  }
  return { set: set as Partial<ImportedFields>, conflicts: [...conflicts.values()] };
}
