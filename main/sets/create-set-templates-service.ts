import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { plannedEntries, setTrackFacts } from '#main/storage/queries/set-builder.ts';
import { genresOf } from '#main/storage/queries/set-templates.ts';
import { SetId } from '#shared/contract/ids.ts';
import { EnergyArc } from '#shared/contract/set-builder.ts';
import {
  type SetTemplate,
  TemplateContent,
  TemplateFile,
  TemplateId,
  type TemplateVariables,
} from '#shared/contract/set-templates.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { BUILT_IN_TEMPLATES } from '#shared/domain/set-template/built-in-templates.ts';
import { arcOfSet, phasesOfSet } from '#shared/domain/set-template/set-template.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { builtIn, OwnTemplates } from './own-templates.ts';
import { planOf } from './read-set.ts';

/** Kinds of sets to build others by: those that the program comes with, and the user's own in versions. */
export interface SetTemplatesService {
  list(): SetTemplate[];
  /** @throws {AppError} `not-found`; `invalid-input` for one that comes with the program */
  save(id: TemplateId | null, name: string, content: TemplateContent): { id: TemplateId };
  /** @throws {AppError} `not-found` */
  restore(id: TemplateId, number: number): void;
  /** @throws {AppError} `not-found`; `invalid-input` for one that comes with the program */
  remove(id: TemplateId): void;
  /** @throws {AppError} `not-found`; `invalid-input` for an empty set */
  fromSet(setId: SetId, name: string): { id: TemplateId };
  /** @throws {AppError} `invalid-input` */
  read(text: string): { id: TemplateId };
  /** @throws {AppError} `not-found` */
  createSet(id: TemplateId, name: string, variables: TemplateVariables): { setId: SetId };
}

export interface SetTemplatesDeps {
  readonly database: LibraryDatabase;
  readonly settings: () => Pick<Settings, 'keyRule' | 'tempoRangePercent' | 'halfDoubleTime'>;
}

/** The commonest genres of a set that a template asks for again. */
const MOST_GENRES = 5;
const [SHORTEST_MINUTES, LONGEST_MINUTES] = [10, 720];

function shipped(): SetTemplate[] {
  return BUILT_IN_TEMPLATES.map(({ id, name, content }) => ({
    id: TemplateId.parse(id),
    name,
    builtIn: true,
    number: 1,
    content: TemplateContent.parse(content),
    versions: [],
  }));
}

/** @throws {AppError} `invalid-input` that says where the file is wrong. */
function parseFile(text: string): TemplateFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const words = 'This is no template of a set: the file is not JSON. Choose a file that was exported from here.';
    throw new AppError('invalid-input', words, {}, error);
  }
  const parsed = TemplateFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const place = first === undefined || first.path.length === 0 ? 'at the top' : `at ${first.path.join('.')}`;
  throw new AppError('invalid-input', `This is no template of a set: ${place}, ${first?.message ?? 'it is wrong'}.`);
}

/** The commonest first; upper and lower case are one. */
function commonest(genres: readonly string[]): string[] {
  const groups = Map.groupBy(genres, (genre) => genre.toLocaleLowerCase('en'));
  return [...groups.values()]
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MOST_GENRES)
    .flatMap(([genre]) => (genre === undefined ? [] : [genre.slice(0, 60)]));
}

function bpmRange(tempos: readonly number[]): TemplateVariables['bpm'] {
  if (tempos.length === 0) return null;
  const clamp = (bpm: number): number => Math.min(300, Math.max(40, bpm));
  return { from: clamp(Math.floor(Math.min(...tempos))), to: clamp(Math.ceil(Math.max(...tempos))) };
}

/** @throws {AppError} */
function contentOfSet({ database, settings }: SetTemplatesDeps, setId: SetId): TemplateContent {
  const plan = planOf(database, setId);
  const stored = plannedEntries(database, setId);
  if (stored.length === 0) throw new AppError('invalid-input', 'There is nothing to learn from: the set is empty.');
  const facts = setTrackFacts(
    database,
    stored.map(({ trackId }) => trackId),
  );
  const entries = stored.flatMap(({ trackId, phase }) => {
    const track = facts.get(trackId);
    return track === undefined
      ? []
      : [{ phase, seconds: track.duration_seconds ?? 0, energy: track.energy, bpm: track.bpm }];
  });
  const seconds = plan.target_seconds ?? entries.reduce((sum, entry) => sum + entry.seconds, 0);
  const { keyRule, tempoRangePercent, halfDoubleTime } = settings();
  return {
    description: plan.notes.slice(0, 2000),
    arc: plan.arc === null ? (arcOfSet(entries) as TemplateContent['arc']) : EnergyArc.parse(JSON.parse(plan.arc)),
    phases: phasesOfSet(entries),
    rules: { tempoRangePercent, halfDoubleTime },
    variables: {
      minutes: Math.min(LONGEST_MINUTES, Math.max(SHORTEST_MINUTES, Math.round(seconds / 60))),
      bpm: bpmRange(entries.flatMap(({ bpm }) => bpm ?? [])),
      genres: commonest(genresOf(database, setId)),
      strictness: keyRule,
    },
  };
}

export function createSetTemplatesService(deps: SetTemplatesDeps): SetTemplatesService {
  const { database } = deps;
  const own = new OwnTemplates(database);
  return {
    list: () => [...own.list(), ...shipped()],
    save: (id, name, content) => {
      if (id === null) return own.add(name, content);
      own.change(id, name, content);
      return { id };
    },
    restore: (id, number) => own.restore(id, number),
    remove: (id) => own.remove(id),
    fromSet: (setId, name) => own.add(name, contentOfSet(deps, setId)),
    read: (text) => {
      const file = parseFile(text);
      return own.add(file.name, TemplateContent.parse(file));
    },
    createSet: (id, name, variables) => {
      const template = builtIn(id)?.content ?? own.byId(id).content;
      const setId = database.newId();
      const plan = { notes: '', venue: '', starts_at: null, target_seconds: variables.minutes * 60 };
      const set = { name, ...plan, arc: JSON.stringify(template.arc) };
      const mutations: Mutation[] = [{ op: 'insert', table: 'sets', id: setId, set }];
      database.mutate({ origin: 'user', label: `Create set "${name}"`, mutations });
      return { setId: SetId.parse(setId) };
    },
  };
}
