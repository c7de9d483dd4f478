import type { SetTemplateUseCases } from '#main/rpc/set-templates.ts';
import type { SetId } from '#shared/contract/ids.ts';
import {
  type SetTemplate,
  TemplateContent,
  TemplateFile,
  TemplateId,
  type TemplateVariables,
} from '#shared/contract/set-templates.ts';
import { BUILT_IN_TEMPLATES } from '#shared/domain/set-template/built-in-templates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FakeLibrary } from './fake-library.ts';
import { inventedId } from './invented-tracks.ts';

const SHIPPED = BUILT_IN_TEMPLATES.map(
  ({ id, name, content }): SetTemplate => ({
    id: TemplateId.parse(id),
    name,
    builtIn: true,
    number: 1,
    content: TemplateContent.parse(content),
    versions: [],
  }),
);

/** The templates of the fake host: those of the program, and what is saved. */
export class FakeTemplates implements SetTemplateUseCases {
  private readonly library: FakeLibrary;
  private own: SetTemplate[] = [];
  private made = 0;

  constructor(library: FakeLibrary) {
    this.library = library;
  }

  list(): SetTemplate[] {
    return [...this.own, ...SHIPPED];
  }

  save(id: TemplateId | null, name: string, content: TemplateContent): { id: TemplateId } {
    this.made += 1;
    const before = this.own.find((template) => template.id === id);
    const number = (before?.number ?? 0) + 1;
    const versions = [{ number, savedAt: '2026-11-20T20:00:00.000Z' }, ...(before?.versions ?? [])];
    const own = id ?? TemplateId.parse(inventedId(9, this.made));
    const saved: SetTemplate = { id: own, name, builtIn: false, number, content, versions };
    this.own = [...this.own.filter((template) => template.id !== own), saved];
    this.library.change(`Save "${name}"`, {});
    return { id: own };
  }

  restore(id: TemplateId): void {
    const { name, content } = this.find(id);
    this.save(id, name, content);
  }

  remove(id: TemplateId): void {
    this.own = this.own.filter((template) => template.id !== id);
    this.library.change('Delete the template', {});
  }

  fromSet(setId: SetId, name: string): { id: TemplateId } {
    this.library.set(setId);
    return this.save(null, name, TemplateContent.parse(SHIPPED[0]?.content));
  }

  read(text: string): { id: TemplateId } {
    const parsed = TemplateFile.safeParse(JSON.parse(text));
    if (!parsed.success) throw new AppError('invalid-input', 'This is no template of a set: at the top, it is wrong.');
    return this.save(null, parsed.data.name, TemplateContent.parse(parsed.data));
  }

  createSet(id: TemplateId, name: string, variables: TemplateVariables): { setId: SetId } {
    this.made += 1;
    const setId = inventedId(10, this.made) as SetId;
    const plan = { arc: this.find(id).content.arc, targetSeconds: variables.minutes * 60 };
    this.library.change(`Create set "${name}"`, {
      sets: [...this.library.sets, { id: setId, name, trackIds: [], plan }],
    });
    return { setId };
  }

  private find(id: TemplateId): SetTemplate {
    const found = this.list().find((template) => template.id === id);
    if (found === undefined) throw new AppError('not-found', 'This template is no longer there.');
    return found;
  }
}
