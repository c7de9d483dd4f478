import { useState } from 'react';
import type { RenderFormat, RenderScope } from '#shared/contract/renders.ts';
import { useRender } from '#renderer/host-client/renders.ts';
import { useMixRules } from '#renderer/host-client/set-builder.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { FileBrowser, useFolderPath } from './file-browser.tsx';
import { baseName, fileNameFor, joinPath, parentOf, withExtension } from './paths.ts';
import { StepFrame, Steps } from './step-frame.tsx';
import { WriteTrouble } from './write-trouble.tsx';

const FORMATS = [
  { value: 'wav', label: 'WAV' },
  { value: 'mp3', label: 'MP3, 320 kbit/s' },
] as const;
const ENDINGS = FORMATS.map(({ value }) => value);

interface RenderDialogProps {
  readonly scope: RenderScope;
  /** Of what is rendered. */
  readonly name: string;
  readonly onClose: () => void;
}

/** What is filled in. */
function useForm({ scope, name, onClose }: RenderDialogProps) {
  const rules = useMixRules();
  const [format, setFormat] = useState<RenderFormat>('mp3');
  const [typedName, setTypedName] = useState<string | null>(null);
  const folder = useFolderPath();
  const call = useRender(onClose);
  const fileName = typedName ?? fileNameFor(name, format);
  const place = folder.shown.trim();
  return {
    format,
    changeFormat: (next: RenderFormat) => {
      call.forget();
      if (typedName !== null) setTypedName(withExtension(typedName, next, ENDINGS));
      setFormat(next);
    },
    fileName,
    rename: (next: string) => {
      call.forget();
      setTypedName(next);
    },
    folder,
    call,
    isComplete: place !== '' && fileName.trim() !== '' && !call.isRunning,
    start: (replace: boolean) => call.start({ scope, replace, rules, path: joinPath(place, fileName.trim()) }),
  };
}

type Form = ReturnType<typeof useForm>;

function Fields({ format, changeFormat, fileName, rename, folder }: Form) {
  const shell = useShell();
  const choose = async () => {
    const path = joinPath(folder.shown, fileName);
    const [chosen] = await shell.choose({ kind: 'save', title: 'Render to…', path });
    if (chosen === undefined) return;
    folder.open(parentOf(chosen));
    rename(baseName(chosen));
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <div className="flex items-end gap-4">
        <Field label="Format">
          {(ids) => <Segmented {...ids} label="Format" value={format} options={FORMATS} onChange={changeFormat} />}
        </Field>
        <div className="flex-1">
          <Field label="File name">
            {(ids) => (
              <TextInput {...ids} value={fileName} maxLength={200} onChange={(event) => rename(event.target.value)} />
            )}
          </Field>
        </div>
      </div>
      <FileBrowser label="Folder to write to" folder={folder} picking={null} onEnter={folder.open}>
        {shell.hasDialogs ? <Button onClick={() => void choose()}>Save as…</Button> : null}
      </FileBrowser>
    </div>
  );
}

/** A set or a transition as an audio file: for the car, or to hear it through. */
export function RenderDialog(props: RenderDialogProps) {
  const { name, onClose } = props;
  const form = useForm(props);
  const { call, isComplete, start } = form;
  return (
    <Dialog large title="Render to an audio file" onClose={onClose}>
      <Steps>
        <StepFrame
          heading={`Where should ${name} go?`}
          text="Tracks and transitions are written as you hear them. It goes on in the status bar, and can be stopped there."
          footer={
            <>
              <span className="flex-1" />
              <Button onClick={onClose}>Cancel</Button>
              <Button look="primary" disabled={!isComplete} onClick={() => start(false)}>
                Render
              </Button>
            </>
          }
        >
          <WriteTrouble call={call} onReplace={() => start(true)} />
          <Fields {...form} />
        </StepFrame>
      </Steps>
    </Dialog>
  );
}
