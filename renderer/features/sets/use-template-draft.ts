import { useState } from 'react';
import type { SetTemplate, TemplateVariables } from '#shared/contract/set-templates.ts';
import type { TemplateShape } from './template-shape.tsx';

/** A template with what was changed of it here. */
export interface Draft {
  readonly name: string;
  readonly description: string;
  readonly variables: TemplateVariables;
  readonly arc: TemplateShape['arc'];
  readonly phases: TemplateShape['phases'];
}

export function useDraft(template: SetTemplate) {
  const { name, content } = template;
  const [change, setChange] = useState<Partial<Draft>>({});
  const draft: Draft = { name, ...content, ...change };
  const { description, variables, arc, phases } = draft;
  return {
    draft,
    isChanged: Object.keys(change).length > 0,
    /** A set is made by the template as it is kept. */
    isReshaped: change.arc !== undefined || change.phases !== undefined,
    edit: (next: Partial<Draft>) => setChange({ ...change, ...next }),
    content: { ...content, description, variables, arc, phases: [...phases] },
  };
}
