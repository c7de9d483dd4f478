import {
  DEFAULT_RULES,
  MERGE_FIELDS,
  type MergeField,
  type MergeRule,
  type MergeRules,
} from '#shared/contract/interchange.ts';

export const RULES = ['mine', 'fill', 'theirs'] as const satisfies readonly MergeRule[];

export const RULE_NAMES: Readonly<Record<MergeRule, string>> = {
  mine: 'Keep mine',
  fill: 'Fill empty',
  theirs: 'Take theirs',
};

interface FieldWords {
  readonly name: string;
  /** What "fill" does with it, where it is not plain. */
  readonly help: string;
}

const PLAIN = 'Filled where your library has none.';

export const FIELD_WORDS: Readonly<Record<MergeField, FieldWords>> = {
  title: { name: 'Title', help: PLAIN },
  artist: { name: 'Artist', help: PLAIN },
  album: { name: 'Album', help: PLAIN },
  genre: { name: 'Genre', help: PLAIN },
  label: { name: 'Label', help: PLAIN },
  comment: { name: 'Comment', help: PLAIN },
  year: { name: 'Year', help: PLAIN },
  rating: { name: 'Rating', help: 'Filled where a track has no stars.' },
  colour: { name: 'Colour', help: PLAIN },
  grid: {
    name: 'Tempo and beat grid',
    help: 'Also replaces what only the analysis or a file tag found. A locked grid stays.',
  },
  key: {
    name: 'Key',
    help: 'Also replaces what only the analysis or a file tag found. A locked key stays.',
  },
  energy: { name: 'Energy', help: PLAIN },
  cues: {
    name: 'Cue points and loops',
    help: 'Adds those that you do not have; your pads stay. Take theirs removes yours.',
  },
  plays: { name: 'Play count', help: 'Takes the higher count.' },
  added: { name: 'Date added', help: 'Of tracks that you have; new ones bring the date from their program.' },
  more: { name: 'Other', help: 'Album artist, remixer, mix, composer, grouping, track and disc number.' },
};

export type RulePreset = 'defaults' | MergeRule;

const everywhere = (rule: MergeRule): MergeRules =>
  Object.fromEntries(MERGE_FIELDS.map((field) => [field, rule])) as MergeRules;

export const presetRules = (preset: RulePreset): MergeRules =>
  preset === 'defaults' ? DEFAULT_RULES : everywhere(preset);

const PRESETS: readonly RulePreset[] = ['defaults', ...RULES];

/** The preset that rules are, or null where they were mixed by hand. */
export function presetOf(rules: MergeRules): RulePreset | null {
  const isSame = (other: MergeRules) => MERGE_FIELDS.every((field) => rules[field] === other[field]);
  return PRESETS.find((preset) => isSame(presetRules(preset))) ?? null;
}

const PRESET_WORDS: Readonly<Record<RulePreset, string>> = {
  defaults: 'Your values stay; empty ones are filled.',
  mine: 'Your values stay as they are, also the empty ones.',
  fill: 'Your values stay; empty ones are filled, the date added too.',
  theirs: 'The import writes over your values, except what is locked.',
};

/** What the rules mean for tracks that are in the library, in one sentence. */
export function rulesInWords(rules: MergeRules): string {
  const preset = presetOf(rules);
  if (preset !== null) return PRESET_WORDS[preset];
  const replaced = MERGE_FIELDS.filter((field) => rules[field] === 'theirs').map((field) => FIELD_WORDS[field].name);
  if (replaced.length === 0) return 'Your values stay; some empty ones are filled.';
  const shown = replaced.slice(0, 3).join(', ').toLowerCase();
  const rest = replaced.length > 3 ? ` and ${replaced.length - 3} more` : '';
  return `The import writes over your values of ${shown}${rest}, except what is locked.`;
}

/**
 * Whose value a track has after the import where both have one.
 * @returns `depends`: theirs where nobody but the analysis or a file tag has set it.
 */
export function winnerOf(field: MergeField, rule: MergeRule): 'mine' | 'theirs' | 'both' | 'depends' {
  if (rule !== 'fill') return rule;
  if (field === 'cues') return 'both';
  return field === 'grid' || field === 'key' ? 'depends' : 'mine';
}
