import { type FormEvent, useId, useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { countOf, formatBytes, formatDate } from '#renderer/ui/format.ts';
import { Switch } from '#renderer/ui/switch.tsx';
import { TaskProgress } from './task-progress.tsx';
import { useBackupTask } from './use-backup-task.ts';

const ENDING = '.musicforge';

/** A path of the host's machine, which may be Windows. */
function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

const nameOfToday = (): string => `MusicForge ${formatDate(new Date().toISOString())}${ENDING}`;
const withEnding = (name: string): string => (name.endsWith(ENDING) ? name : name + ENDING);

function Done({ path, bytes, tracks }: { readonly path: string; readonly bytes: number; readonly tracks: number }) {
  return (
    <div role="status" className="mt-3 text-sm">
      <p className="text-success">
        Exported {countOf(tracks, 'track')}, {formatBytes(bytes)}.
      </p>
      <p className="selectable break-all text-muted">{path}</p>
      <p className="mt-2 text-xs text-faint">
        On the other computer choose Settings, Library and help, Open library archive.
      </p>
    </div>
  );
}

interface ExportFieldsProps {
  readonly folder: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly withWaveforms: boolean;
  readonly onWaveforms: (on: boolean) => void;
}

function ExportFields({ folder, name, onName, withWaveforms, onWaveforms }: ExportFieldsProps) {
  return (
    <>
      <Field label="Name" help={<span className="break-all">In {folder}</span>}>
        {(ids) => <TextInput {...ids} value={name} maxLength={200} onChange={(event) => onName(event.target.value)} />}
      </Field>
      <div className="mt-2">
        <Field
          row
          label="With waveforms"
          help="Most of the size. Without them the other computer draws them again from the music."
        >
          {(ids) => <Switch {...ids} checked={withWaveforms} onChange={onWaveforms} />}
        </Field>
      </div>
    </>
  );
}

/** Writes the archive into a folder that was chosen before. */
export function ExportDialog({ folder, onClose }: { readonly folder: string; readonly onClose: () => void }) {
  const form = useId();
  const [name, setName] = useState(nameOfToday);
  const [withWaveforms, setWithWaveforms] = useState(true);
  const run = useBackupTask();
  const written = run.state?.phase === 'exported' ? run.state.archive : null;
  const close = () => {
    run.cancel();
    onClose();
  };
  const replaces = run.refusal?.code === 'conflict';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const path = joinPath(folder, withEnding(name.trim()));
    if (name.trim() !== '')
      void run.start((backups) => backups.exportArchive({ path, withWaveforms, replace: replaces }));
  };
  return (
    <Dialog
      title="Export library archive"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{written === null ? 'Cancel' : 'Done'}</Button>
          {written === null ? (
            <Button
              type="submit"
              form={form}
              look="primary"
              aria-disabled={run.isRunning}
              disabled={name.trim() === ''}
            >
              {replaces ? 'Replace the file' : 'Export'}
            </Button>
          ) : null}
        </>
      }
    >
      {written === null ? (
        <form id={form} onSubmit={submit}>
          <ExportFields
            folder={folder}
            name={name}
            onName={(next) => {
              setName(next);
              run.forget();
            }}
            withWaveforms={withWaveforms}
            onWaveforms={setWithWaveforms}
          />
        </form>
      ) : (
        <Done path={written.path} bytes={written.bytes} tracks={written.counts.tracks} />
      )}
      <TaskProgress run={run} doing="Exporting" />
    </Dialog>
  );
}
