import { useRef, useState } from 'react';
import type { SetId } from '#shared/contract/ids.ts';
import type { SetTemplate, TemplateId } from '#shared/contract/set-templates.ts';
import { searchOf } from '#shared/domain/set-template/set-template.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useTemplateChanges, useTemplates } from '#renderer/host-client/set-templates.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Field, FIELD_LOOK, TextInput } from '#renderer/ui/field.tsx';
import { formatDateTime } from '#renderer/ui/format.ts';
import { NameDialog } from '#renderer/ui/name-dialog.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TemplateFields } from './template-fields.tsx';
import { saveText, templateFileName, templateText } from './template-file.ts';
import { TemplateShapeEditor } from './template-shape.tsx';
import { type Draft, useDraft } from './use-template-draft.ts';

/** Of a template file; the host takes no longer text. */
const LONGEST_FILE = 200_000;

interface TemplateListProps {
  readonly templates: readonly SetTemplate[];
  readonly chosen: TemplateId | undefined;
  readonly onChoose: (id: TemplateId) => void;
}

function TemplateList({ templates, chosen, onChoose }: TemplateListProps) {
  return (
    <ul aria-label="Templates" className="min-h-0 flex-1 overflow-y-auto p-1">
      {templates.map(({ id, name, builtIn }) => (
        <li key={id}>
          <button
            type="button"
            aria-current={id === chosen}
            onClick={() => onChoose(id)}
            className={classNames(
              'flex w-full flex-col rounded-md px-2 py-1.5 text-start hover:bg-row-hover',
              id === chosen && 'bg-row-selected',
            )}
          >
            <span className="w-full truncate text-sm">{name}</span>
            <span className="text-xs text-muted">{builtIn ? 'Comes with the program' : 'Your own'}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A file that was exported from here or written by hand. */
function ImportButton({ onSaved }: { readonly onSaved: (id: TemplateId) => void }) {
  const file = useRef<HTMLInputElement>(null);
  const { read } = useTemplateChanges({ onSaved });
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen !== undefined) read.mutate({ text: (await chosen.text()).slice(0, LONGEST_FILE) });
  };
  return (
    <>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        className="hidden"
        aria-label="Template file"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button onClick={() => file.current?.click()}>Import…</Button>
    </>
  );
}

interface TemplateProps {
  readonly template: SetTemplate;
  readonly onSaved: (id: TemplateId) => void;
  readonly onSet: (draft: Draft, template: SetTemplate) => void;
}

function Versions({ template }: { readonly template: SetTemplate }) {
  const { restore } = useTemplateChanges();
  if (template.versions.length < 2) return null;
  const options = template.versions.map(({ number, savedAt }) => ({
    value: String(number),
    label: `Version ${number}, ${formatDateTime(savedAt)}`,
  }));
  return (
    <Select
      label="Version"
      value={String(template.number)}
      options={options}
      onChange={(number) => restore.mutate({ id: template.id, number: Number(number) })}
    />
  );
}

/** What is done with a template as it was edited. */
function Actions({
  template,
  edited,
  onSaved,
  onSet,
}: TemplateProps & { readonly edited: ReturnType<typeof useDraft> }) {
  const { draft, isChanged, isReshaped, content } = edited;
  const { save, remove } = useTemplateChanges({ onSaved });
  const { id, builtIn } = template;
  const { name } = draft;
  const isNameless = name.trim() === '';
  const saveAs = (own: TemplateId | null, as: string) => save.mutate({ id: own, name: as, content });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        look="primary"
        disabled={isNameless || isReshaped}
        title={isReshaped ? 'Save the energy and the phases first' : undefined}
        onClick={() => onSet(draft, template)}
      >
        Create a set…
      </Button>
      {builtIn ? null : (
        <Button disabled={!isChanged || isNameless} onClick={() => saveAs(id, name)}>
          Save
        </Button>
      )}
      <Button disabled={isNameless} onClick={() => saveAs(null, name === template.name ? `${name} (copy)` : name)}>
        Save as a new one
      </Button>
      <Button disabled={isNameless} onClick={() => saveText(templateText({ name, content }), templateFileName(name))}>
        Export
      </Button>
      <Versions template={template} />
      {builtIn ? null : (
        <Button look="quiet" onClick={() => remove.mutate({ id })}>
          Delete
        </Button>
      )}
    </div>
  );
}

function Template(props: TemplateProps) {
  const { template } = props;
  const edited = useDraft(template);
  const { draft, edit } = edited;
  return (
    <section aria-label="The template" className="flex min-w-0 flex-1 flex-col gap-3 overflow-y-auto px-4 py-3">
      <Field label="Name">
        {(ids) => (
          <TextInput
            {...ids}
            value={draft.name}
            maxLength={200}
            onChange={(event) => edit({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Description">
        {(ids) => (
          <textarea
            {...ids}
            className={`${FIELD_LOOK} h-14! resize-none py-1`}
            maxLength={2000}
            value={draft.description}
            onChange={(event) => edit({ description: event.target.value })}
          />
        )}
      </Field>
      <TemplateShapeEditor
        shape={{ arc: draft.arc, phases: draft.phases, minutes: draft.variables.minutes }}
        onShape={({ minutes, ...shape }) => edit({ ...shape, variables: { ...draft.variables, minutes } })}
      />
      <TemplateFields
        variables={draft.variables}
        onChange={(variables) => edit({ variables: { ...draft.variables, ...variables } })}
      />
      <p className="text-xs text-muted">
        Tempo steps up to {template.content.rules.tempoRangePercent} %
        {template.content.rules.halfDoubleTime ? ', half and double time count' : ''}.
      </p>
      <Actions {...props} edited={edited} />
    </section>
  );
}

/** What was chosen; the first until then, or when it is gone. */
function useChosen(templates: readonly SetTemplate[]) {
  const [id, choose] = useState<TemplateId | null>(null);
  return { template: templates.find((each) => each.id === id) ?? templates[0], choose };
}

/** Makes a set by a template and goes on to fill it. */
function useNewSet() {
  const asked = useRef<{ draft: Draft; template: SetTemplate } | null>(null);
  const { createSet } = useTemplateChanges({
    onSet: (setId) => {
      useView.getState().open({ kind: 'set', setId });
      if (asked.current === null) return;
      const { draft, template } = asked.current;
      const { strictness } = draft.variables;
      useDialogs.getState().show({
        kind: 'fill-set',
        id: setId,
        name: draft.name,
        template: {
          search: searchOf(draft.variables),
          rules: { ...template.content.rules, keyRule: strictness === 'off' ? null : strictness },
          phases: template.content.phases,
        },
      });
    },
  });
  return (draft: Draft, template: SetTemplate): void => {
    asked.current = { draft, template };
    createSet.mutate({ id: template.id, name: draft.name, variables: draft.variables });
  };
}

/** Kinds of sets: looked at, changed, and sets made by them. */
export function TemplatesDialog({ onClose }: { readonly onClose: () => void }) {
  const { data: templates, error } = useTemplates();
  const { template, choose } = useChosen(templates ?? []);
  const onSet = useNewSet();
  return (
    <Dialog
      large
      title="Set templates"
      description="A set made by a template has its length, its energy and its phases; tracks are found for it next."
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {error ? (
        <EmptyState title="The templates cannot be read">
          <span role="alert">{describeError(error).message}</span>
        </EmptyState>
      ) : null}
      {templates && template ? (
        <div className="flex min-h-0 flex-1">
          <div className="flex w-60 shrink-0 flex-col border-e border-line">
            <TemplateList templates={templates} chosen={template.id} onChoose={choose} />
            <div className="border-t border-line p-2">
              <ImportButton onSaved={choose} />
            </div>
          </div>
          <Template key={`${template.id} ${template.number}`} template={template} onSaved={choose} onSet={onSet} />
        </div>
      ) : null}
    </Dialog>
  );
}

/** Asks for the name of a template that is made of a set. */
export function TemplateOfSetDialog({
  id,
  name,
  onClose,
}: {
  readonly id: SetId;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { fromSet } = useTemplateChanges();
  const make = (own: string) => {
    fromSet.mutate({ setId: id, name: own });
    onClose();
  };
  return (
    <NameDialog
      title={`Make a template of "${name}"`}
      description="It takes over the length, the energy, the phases, and the tempos and genres of the tracks."
      initial={name}
      confirm="Make template"
      onName={make}
      onClose={onClose}
    />
  );
}
