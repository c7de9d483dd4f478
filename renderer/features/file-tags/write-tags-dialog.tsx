import { useEffect, useState } from 'react';
import {
  type TagChoice,
  TagField,
  type TagPart,
  type TagPreview,
  type TagResult,
  type TagWriting,
} from '#shared/contract/file-tags.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useFileTags, useUpdateSettings } from '#renderer/host-client/mutations.ts';
import { useKnownSettings } from '#renderer/host-client/queries.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { ChangeTable } from './change-table.tsx';
import { TagChoiceForm } from './tag-choice.tsx';
import { TagProblems } from './tag-problems.tsx';
import { TagProgress } from './tag-progress.tsx';
import { useTagPreview } from './use-tag-preview.ts';

interface WriteTagsDialogProps {
  readonly ids: readonly TrackId[];
  /** What is chosen at first; the values of last time if absent. */
  readonly fields?: readonly TagPart[] | undefined;
  readonly onClose: () => void;
}

const isWriting = (writing: TagWriting | null): boolean =>
  writing?.phase === 'writing' || writing?.phase === 'restoring';

/** What a job that is over came to. */
const endOf = (writing: TagWriting | null): TagResult | null => (writing?.phase === 'done' ? writing.result : null);

function summary({ changed, changes, unchanged }: TagPreview): string {
  const same =
    unchanged === 0 ? '' : ` ${countOf(unchanged, 'file')} would stay as ${unchanged === 1 ? 'it is' : 'they are'}.`;
  if (changed === 0) return `Nothing would change.${same}`;
  return `${countOf(changes, 'value')} in ${countOf(changed, 'file')} would change.${same}`;
}

function Fault({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p role="alert" className="text-sm text-danger">
      {text}
    </p>
  );
}

/** What the choice would do; what was written and failed stays until the dialog is closed. */
function Found({ writing, isChosen }: { readonly writing: TagWriting; readonly isChosen: boolean }) {
  const { phase, preview } = writing;
  const result = endOf(writing);
  if (!isChosen) return <p className="text-sm text-muted">Choose what to write.</p>;
  if (result !== null)
    return (
      <>
        <p className="text-sm">
          {countOf(result.files, 'file')} {result.kind === 'written' ? 'written' : 'restored'}
          {result.cancelled ? ', then stopped' : ''}.
        </p>
        <TagProblems
          label={`${countOf(result.failed, 'file')} left as ${result.failed === 1 ? 'it was' : 'they were'}`}
          writing={writing}
        />
      </>
    );
  if (phase !== 'ready' || preview === null) return null;
  return (
    <>
      <p className="text-sm">{summary(preview)}</p>
      {preview.changed > 0 ? <ChangeTable key={preview.number} preview={preview} /> : null}
      <TagProblems label={`${countOf(preview.refused, 'file')} cannot be written`} writing={writing} />
    </>
  );
}

/** The state of the jobs since the dialog was opened, and of one that was going on then. */
function useOwnWriting(): TagWriting | null {
  const { tagWriting } = useHost();
  const writing = useLive(tagWriting, (state) => state);
  const [before] = useState(() => tagWriting.get()?.job ?? 0);
  return writing !== null && (writing.job > before || isWriting(writing)) ? writing : null;
}

/** Closes the dialog when all was done; the toast says so and offers to undo it. */
function useCloseWhenDone(writing: TagWriting | null, onClose: () => void): void {
  const isDone =
    writing?.phase === 'done' &&
    writing.error === null &&
    writing.problemCount === 0 &&
    writing.result?.cancelled === false;
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);
}

/** Buttons after the end: what was written can be taken back at once. */
function EndFooter({ result, onClose }: { readonly result: TagResult; readonly onClose: () => void }) {
  const { restore } = useFileTags();
  const runId = result.kind === 'written' ? result.runId : null;
  return (
    <>
      {runId === null ? null : <Button onClick={() => restore.mutate({ runId })}>Restore old tags</Button>}
      <Button look="primary" onClick={onClose}>
        Close
      </Button>
    </>
  );
}

interface FooterProps {
  readonly writing: TagWriting | null;
  readonly onWrite: () => void;
  readonly onClose: () => void;
}

function Footer({ writing, onWrite, onClose }: FooterProps) {
  const { cancel } = useFileTags();
  const show = useDialogs((state) => state.show);
  if (isWriting(writing)) return <Button onClick={() => cancel.mutate(undefined)}>Stop</Button>;
  const result = endOf(writing);
  if (result !== null) return <EndFooter result={result} onClose={onClose} />;
  const changed = writing?.phase === 'ready' ? (writing.preview?.changed ?? 0) : 0;
  return (
    <>
      <Button look="quiet" className="me-auto" onClick={() => show({ kind: 'written-tags' })}>
        Earlier writings…
      </Button>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={changed === 0} onClick={onWrite}>
        {changed === 0 ? 'Write' : `Write ${countOf(changed, 'file')}`}
      </Button>
    </>
  );
}

/** Progress, what was found, and how it ended. */
function Body({ writing, isChosen }: { readonly writing: TagWriting | null; readonly isChosen: boolean }) {
  if (writing === null) return null;
  return (
    <>
      <div role="status" className="sr-only">
        {writing.phase === 'ready' && writing.preview ? summary(writing.preview) : ''}
      </div>
      <Fault text={writing.error} />
      {isChosen ? <TagProgress writing={writing} /> : null}
      <Found writing={writing} isChosen={isChosen} />
    </>
  );
}

interface ContentProps extends WriteTagsDialogProps {
  readonly initial: TagChoice;
}

function WriteTags({ ids, initial, onClose }: ContentProps) {
  const writing = useOwnWriting();
  const [choice, setChoice] = useState(initial);
  const isChosen = choice.fields.length > 0;
  const fault = useTagPreview(ids, isChosen ? choice : null);
  const { write, cancel } = useFileTags();
  const { mutate: update } = useUpdateSettings();
  useCloseWhenDone(writing, onClose);
  const isOver = isWriting(writing) || endOf(writing) !== null;
  // What was only looked at is forgotten; what is being written goes on, and the status bar shows it.
  const close = () => {
    if (!isWriting(writing)) cancel.mutate(undefined);
    onClose();
  };
  const start = () => {
    // Serato is asked for anew each time: its cues are another program's work.
    const tagFields = TagField.options.filter((field) => choice.fields.includes(field));
    update({ tagFields, tagNotation: choice.notation });
    write.mutate(undefined);
  };
  return (
    <Dialog
      wide
      title={`Write ${countOf(ids.length, 'track')} to file tags`}
      description="Only these fields change. Everything else in the files stays byte for byte, and you can take it back."
      onClose={close}
      footer={<Footer writing={isChosen ? writing : null} onWrite={start} onClose={close} />}
    >
      <div className={classNames('flex flex-col gap-3', isOver ? '' : 'min-h-[min(360px,46vh)]')}>
        {isOver ? null : <TagChoiceForm choice={choice} onChange={setChoice} />}
        <Fault text={fault} />
        <Body writing={writing} isChosen={isChosen} />
      </div>
    </Dialog>
  );
}

/** Writes what the library says of tracks into the tags of their files: shown first, and only when the user says so. */
export function WriteTagsDialog(props: WriteTagsDialogProps) {
  const settings = useKnownSettings();
  if (settings === undefined) return null;
  const fields = [...(props.fields ?? settings.tagFields)];
  return <WriteTags {...props} initial={{ fields, notation: settings.tagNotation }} />;
}
