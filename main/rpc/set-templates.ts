import type { SetId } from '#shared/contract/ids.ts';
import type { SetTemplate, TemplateContent, TemplateId, TemplateVariables } from '#shared/contract/set-templates.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the templates of sets. */
export interface SetTemplateUseCases {
  list(): Answer<SetTemplate[]>;
  save(id: TemplateId | null, name: string, content: TemplateContent): Answer<{ id: TemplateId }>;
  restore(id: TemplateId, number: number): Answer<void>;
  remove(id: TemplateId): Answer<void>;
  fromSet(setId: SetId, name: string): Answer<{ id: TemplateId }>;
  read(text: string): Answer<{ id: TemplateId }>;
  createSet(id: TemplateId, name: string, variables: TemplateVariables): Answer<{ setId: SetId }>;
}

export function setTemplatesRouter(templates: SetTemplateUseCases) {
  const it = os.setTemplates;
  return {
    list: it.list.handler(() => templates.list()),
    save: it.save.handler(({ input }) => templates.save(input.id, input.name, input.content)),
    restore: it.restore.handler(({ input }) => templates.restore(input.id, input.number)),
    remove: it.remove.handler(({ input }) => templates.remove(input.id)),
    fromSet: it.fromSet.handler(({ input }) => templates.fromSet(input.setId, input.name)),
    read: it.read.handler(({ input }) => templates.read(input.text)),
    createSet: it.createSet.handler(({ input }) => templates.createSet(input.id, input.name, input.variables)),
  };
}
