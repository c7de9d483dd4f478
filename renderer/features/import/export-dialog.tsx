import { useState } from 'react';
import { ExportFormat, type ExportReport, type ExportScope } from '#shared/contract/interchange.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { CheckLine } from '#renderer/ui/check-line.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { ExportReportStep } from './export-report.tsx';
import { useScopeChoices } from './export-scopes.ts';
import { FileBrowser, type FolderPath, useFolderPath } from './file-browser.tsx';
import { EXPORT_WORDS, FOLDER_OF } from './format-words.ts';
import { baseName, fileNameFor, joinPath, parentOf, withExtension } from './paths.ts';
import { PrintSheet } from './print-sheet.tsx';
import { StepFrame, Steps } from './step-frame.tsx';
import { WriteTrouble } from './write-trouble.tsx';
import { type ExportCall, type ExportInput, useExport } from './use-export.ts';
import { useSeratoTags } from './use-serato-tags.ts';

const ENDINGS = ExportFormat.options.flatMap((format) => EXPORT_WORDS[format].extension ?? []);

function Formats({
  format,
  onFormat,
}: {
  readonly format: ExportFormat;
  readonly onFormat: (format: ExportFormat) => void;
}) {
  return (
    <div role="radiogroup" aria-label="Format" className="flex flex-col overflow-y-auto">
      {ExportFormat.options.map((each) => (
        <label
          key={each}
          className="flex items-start gap-2.5 rounded-md px-2 py-1.5 hover:bg-row-hover has-checked:bg-row-selected"
        >
          <input
            type="radio"
            name="export-format"
            className="radio mt-0.5"
            aria-label={EXPORT_WORDS[each].name}
            aria-describedby={`export-keeps-${each}`}
            checked={each === format}
            onChange={() => onFormat(each)}
          />
          <span>
            <span className="block text-sm font-medium">{EXPORT_WORDS[each].name}</span>
            <span id={`export-keeps-${each}`} className="block text-xs text-muted">
              {EXPORT_WORDS[each].keeps}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}

const scopeKey = (scope: ExportScope): string => (scope.kind === 'all' ? 'all' : `${scope.kind} ${scope.id}`);

interface TargetProps {
  readonly folder: FolderPath;
  readonly format: ExportFormat;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly withTags: boolean;
  readonly onWithTags: (withTags: boolean) => void;
}

/** What Serato reads from the music files goes a way of its own: it is shown first, and can be taken back. */
function SeratoTagsChoice({ withTags, onWithTags }: Pick<TargetProps, 'withTags' | 'onWithTags'>) {
  return (
    <div>
      <CheckLine
        label="Then write cues, loops and grid into the music files"
        checked={withTags}
        onChange={onWithTags}
      />
      <p className="ps-[22px] text-xs text-muted">You see first what would change, and can take it back.</p>
    </div>
  );
}

function Target({ folder, format, name, onName, ...tags }: TargetProps) {
  const shell = useShell();
  const written = FOLDER_OF[format];
  const choose = async () => {
    const isFolder = written !== undefined || folder.shown === '';
    const [path] = await shell.choose(
      isFolder
        ? { kind: 'folder', title: 'Export to…' }
        : { kind: 'save', title: 'Export to…', path: joinPath(folder.shown, name) },
    );
    if (path === undefined) return;
    folder.open(isFolder ? path : parentOf(path));
    if (!isFolder) onName(baseName(path));
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-3">
      {written === undefined ? (
        <Field label="File name">
          {(ids) => (
            <TextInput {...ids} value={name} maxLength={200} onChange={(event) => onName(event.target.value)} />
          )}
        </Field>
      ) : (
        <p className="text-sm text-muted">
          Choose the drive or folder in which the folder <em>{written}</em> belongs.
        </p>
      )}
      {format === 'serato' ? <SeratoTagsChoice {...tags} /> : null}
      <p className="-mb-2 text-xs text-muted" aria-hidden>
        Folder
      </p>
      <FileBrowser label="Folder to write to" folder={folder} picking={null} onEnter={folder.open}>
        {shell.hasDialogs ? (
          <Button onClick={() => void choose()}>{written === undefined ? 'Save as…' : 'Choose a folder…'}</Button>
        ) : null}
      </FileBrowser>
    </div>
  );
}

/** What is filled in, and what comes of it. */
function useForm(initial: ExportScope, call: ExportCall) {
  const [scope, setScope] = useState(initial);
  const [format, setFormat] = useState<ExportFormat>('rekordbox-xml');
  const [typedName, setTypedName] = useState<string | null>(null);
  const folder = useFolderPath();
  const { choices: scopes, isCut } = useScopeChoices(scope);
  const { extension } = EXPORT_WORDS[format];
  const title = scopes.find((each) => scopeKey(each.scope) === scopeKey(scope))?.title ?? 'MusicForge';
  const name = typedName ?? (extension === null ? '' : fileNameFor(title, extension));
  const place = folder.shown.trim();
  const isComplete = place !== '' && (extension === null || name.trim() !== '');
  const changeFormat = (next: ExportFormat) => {
    call.forget();
    const ending = EXPORT_WORDS[next].extension;
    if (typedName !== null && ending !== null) setTypedName(withExtension(typedName, ending, ENDINGS));
    setFormat(next);
  };
  const write = (replace: boolean) =>
    call.write({ scope, format, replace, path: extension === null ? place : joinPath(place, name.trim()) });
  const rename = (next: string) => {
    call.forget();
    setTypedName(next);
  };
  return { scope, setScope, scopes, isCut, format, changeFormat, name, rename, folder, isComplete, write };
}

interface FormProps extends Pick<TargetProps, 'withTags' | 'onWithTags'> {
  readonly initial: ExportScope;
  readonly call: ExportCall;
  readonly onClose: () => void;
}

function ExportForm({ initial, call, onClose, ...tags }: FormProps) {
  const form = useForm(initial, call);
  const { scope, setScope, scopes, isCut, format, changeFormat, name, rename, folder, isComplete, write } = form;
  return (
    <StepFrame
      heading="What, how and where to"
      text="Your library stays as it is, and so do your music files unless you ask for it."
      footer={
        <>
          <p role="status" className="flex-1 text-xs text-muted">
            {call.isRunning ? 'Writing…' : ''}
          </p>
          <Button onClick={onClose}>{call.isRunning ? 'Close' : 'Cancel'}</Button>
          {format === 'html' && scope.kind === 'set' ? <PrintSheet setId={scope.id} /> : null}
          <Button look="primary" disabled={!isComplete} onClick={() => write(false)}>
            Export
          </Button>
        </>
      }
    >
      <WriteTrouble call={call} onReplace={() => write(true)} />
      <div className="flex min-h-0 flex-1 gap-5">
        <div className="flex w-[44%] shrink-0 flex-col gap-3">
          <Field label="What" help={isCut ? 'Other crates are exported from their own menu.' : undefined}>
            {(ids) => (
              <Select
                {...ids}
                label="What"
                value={scopeKey(scope)}
                onChange={(key) => setScope(scopes.find((each) => scopeKey(each.scope) === key)?.scope ?? scope)}
                options={scopes.map((each) => ({ value: scopeKey(each.scope), label: each.label }))}
              />
            )}
          </Field>
          <p className="-mb-2 text-xs text-muted" aria-hidden>
            Format
          </p>
          <Formats format={format} onFormat={changeFormat} />
        </div>
        <Target folder={folder} format={format} name={name} onName={rename} {...tags} />
      </div>
    </StepFrame>
  );
}

interface ExportDialogProps {
  readonly scope: ExportScope;
  readonly onClose: () => void;
}

/** Gives the library, a crate or a set to another program. */
export function ExportDialog({ scope, onClose }: ExportDialogProps) {
  const [done, setDone] = useState<{ readonly report: ExportReport; readonly input: ExportInput } | null>(null);
  const [withTags, setWithTags] = useState(false);
  const call = useExport((report, input) => setDone({ report, input }));
  const tags = useSeratoTags();
  const goOn = done !== null && withTags && done.input.format === 'serato' ? done.input.scope : null;
  return (
    <Dialog large title="Export to another program" onClose={onClose}>
      <Steps>
        {done === null ? (
          <ExportForm initial={scope} call={call} onClose={onClose} withTags={withTags} onWithTags={setWithTags} />
        ) : (
          <ExportReportStep
            report={done.report}
            error={tags.error?.message ?? null}
            onTags={goOn === null ? null : () => tags.open(goOn)}
            onAgain={() => setDone(null)}
            onClose={onClose}
          />
        )}
      </Steps>
    </Dialog>
  );
}
