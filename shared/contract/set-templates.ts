import { z } from 'zod';
import { procedure } from './base.ts';
import { SetId } from './ids.ts';
import { EnergyArc, SetPhase } from './set-builder.ts';

const Share = z.number().gt(0).max(1);

export const TemplatePhase = z.object({ phase: SetPhase, share: Share });

const sumsUp = (phases: readonly { readonly share: number }[]): boolean =>
  Math.abs(phases.reduce((sum, { share }) => sum + share, 0) - 1) < 0.01;

export const TemplateVariables = z.object({
  minutes: z.int().min(10).max(720),
  bpm: z
    .object({ from: z.number().min(40).max(300), to: z.number().min(40).max(300) })
    .refine(({ from, to }) => from <= to, 'The tempo range goes from the lower to the higher tempo.')
    .nullable(),
  genres: z.array(z.string().trim().min(1).max(60)).max(12),
  strictness: z.enum(['strict', 'loose', 'off']),
});
export type TemplateVariables = z.infer<typeof TemplateVariables>;

const Name = z.string().trim().min(1).max(200);

export const TemplateContent = z.object({
  description: z.string().trim().max(2000),
  arc: EnergyArc,
  phases: z.array(TemplatePhase).min(1).max(24).refine(sumsUp, 'The shares of the phases come to 1.'),
  rules: z.object({ tempoRangePercent: z.number().min(1).max(50), halfDoubleTime: z.boolean() }),
  variables: TemplateVariables,
});
export type TemplateContent = z.infer<typeof TemplateContent>;

/** A template as a file (resources/set-template.schema.json). */
export const TemplateFile = TemplateContent.extend({
  format: z.literal('musicforge-set-template'),
  version: z.literal(1),
  name: Name,
});
export type TemplateFile = z.infer<typeof TemplateFile>;

/** Of the user's own a UUID; those that the program comes with have names. */
export const TemplateId = z.string().min(1).max(64).brand<'TemplateId'>();
export type TemplateId = z.infer<typeof TemplateId>;

export const SetTemplate = z.object({
  id: TemplateId,
  name: z.string(),
  /** It comes with the program and stays as it is. */
  builtIn: z.boolean(),
  /** Of its version, from 1. */
  number: z.int(),
  content: TemplateContent,
  /** All of them, the latest first. */
  versions: z.array(z.object({ number: z.int(), savedAt: z.iso.datetime() })),
});
export type SetTemplate = z.infer<typeof SetTemplate>;

const made = z.object({ id: TemplateId });

export const setTemplatesContract = {
  /** The user's own by name, then those that the program comes with. */
  list: procedure.output(z.array(SetTemplate)),
  /** With `id` a new version of a template of the user's, else a new template. */
  save: procedure.input(z.object({ id: TemplateId.nullable(), name: Name, content: TemplateContent })).output(made),
  /** An earlier version becomes the latest; those between stay. */
  restore: procedure.input(z.object({ id: TemplateId, number: z.int().min(1) })).output(z.void()),
  remove: procedure.input(z.object({ id: TemplateId })).output(z.void()),
  /** A template by what a set is like. */
  fromSet: procedure.input(z.object({ setId: SetId, name: Name })).output(made),
  /** @param text Of a template file; `invalid-input` says what is wrong in it. */
  read: procedure.input(z.object({ text: z.string().max(200_000) })).output(made),
  /** An empty set, planned by the template. */
  createSet: procedure
    .input(z.object({ id: TemplateId, name: Name, variables: TemplateVariables }))
    .output(z.object({ setId: SetId })),
};
