import { create } from 'zustand';
import { DEFAULT_RULES, type MergeField, type MergeRule, type MergeRules } from '#shared/contract/interchange.ts';

/** The contract takes no more at once. */
export const MOST_IMPORT_PATHS = 50;

interface ImportChoices {
  /** Files and folders to import, in the order in which they were chosen. */
  readonly paths: readonly string[];
  readonly rules: MergeRules;
  readonly add: (paths: readonly string[]) => void;
  readonly remove: (path: string) => void;
  readonly setRule: (field: MergeField, rule: MergeRule) => void;
  readonly setRules: (rules: MergeRules) => void;
  /** For the next import. */
  readonly reset: () => void;
}

/** What the user has chosen for an import; how far it is stands in the host. Outlives the dialog, which may be closed in between. */
export const useImportChoices = create<ImportChoices>()((set) => ({
  paths: [],
  rules: DEFAULT_RULES,
  add: (added) => set(({ paths }) => ({ paths: [...new Set([...paths, ...added])].slice(0, MOST_IMPORT_PATHS) })),
  remove: (path) => set(({ paths }) => ({ paths: paths.filter((each) => each !== path) })),
  setRule: (field, rule) => set(({ rules }) => ({ rules: { ...rules, [field]: rule } })),
  setRules: (rules) => set({ rules }),
  reset: () => set({ paths: [], rules: DEFAULT_RULES }),
}));
