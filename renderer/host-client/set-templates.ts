import { useQuery } from '@tanstack/react-query';
import type { SetId } from '#shared/contract/ids.ts';
import type { TemplateId } from '#shared/contract/set-templates.ts';
import { useHost } from './host.tsx';
import { undoable, useChange, useClient } from './use-change.ts';

/** Templates of the user's, then those that the program comes with. */
export function useTemplates() {
  return useQuery(useHost().orpc.setTemplates.list.queryOptions());
}

interface TemplateEvents {
  /** A template has been made or changed. */
  readonly onSaved?: (id: TemplateId) => void;
  readonly onSet?: (id: SetId) => void;
}

export function useTemplateChanges({ onSaved, onSet }: TemplateEvents = {}) {
  const { setTemplates } = useClient();
  const onDone = ({ id }: { readonly id: TemplateId }) => onSaved?.(id);
  return {
    save: useChange(setTemplates.save, { done: () => undoable('Saved the template.'), onDone, untilShown: true }),
    restore: useChange(setTemplates.restore, { done: () => undoable('The template is as it was.') }),
    remove: useChange(setTemplates.remove, { done: () => undoable('Deleted the template.') }),
    fromSet: useChange(setTemplates.fromSet, { done: () => undoable('Made a template of the set.'), onDone }),
    read: useChange(setTemplates.read, { done: () => undoable('Imported the template.'), onDone, untilShown: true }),
    createSet: useChange(setTemplates.createSet, { onDone: ({ setId }) => onSet?.(setId) }),
  };
}
