import { File, FolderOpen, X } from 'lucide-react';
import type { DialogRequest } from '#shared/shell/dialog-request.ts';
import { useHost } from '#renderer/host-client/host.tsx';
import { useCall } from '#renderer/host-client/use-call.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { MOST_IMPORT_PATHS, useImportChoices } from '#renderer/stores/import-store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { FileBrowser, useFolderPath } from './file-browser.tsx';
import { SOURCES } from './format-words.ts';
import { baseName, isFilePath } from './paths.ts';
import { Failure, StepFrame } from './step-frame.tsx';

function WhatCanBeRead() {
  return (
    <section aria-labelledby="import-sources">
      <h4 id="import-sources" className="text-xs font-semibold text-muted">
        What can be read, and where it is
      </h4>
      <dl className="mt-1.5 flex flex-col gap-1.5 text-xs">
        {SOURCES.map(({ program, where }) => (
          <div key={program}>
            <dt className="font-medium">{program}</dt>
            <dd className="text-faint">{where}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Chosen() {
  const { paths, remove } = useImportChoices();
  return (
    <section aria-labelledby="import-chosen" className="flex flex-col">
      <h4 id="import-chosen" className="text-xs font-semibold text-muted">
        Chosen{paths.length === 0 ? '' : `, ${paths.length} of at most ${MOST_IMPORT_PATHS}`}
      </h4>
      {paths.length === 0 ? (
        <p className="mt-1.5 text-xs text-faint">
          Nothing yet. Choose files on the left, or a whole folder (Serato, Engine DJ, music) with its plus. You can
          choose several.
        </p>
      ) : (
        <div className="mt-1.5 max-h-[170px] overflow-y-auto rounded-md border border-line bg-panel p-1">
          <ListGrid label="Chosen files and folders">
            {paths.map((path) => (
              <ListRow key={path} className="flex items-center gap-1 ps-2 text-sm">
                <ListCell className="min-w-0 flex-1 truncate">
                  <span title={path}>{baseName(path)}</span>
                </ListCell>
                <ListCell>
                  <IconButton label={`Leave out ${baseName(path)}`} size="sm" onClick={() => remove(path)}>
                    <X size={13} aria-hidden />
                  </IconButton>
                </ListCell>
              </ListRow>
            ))}
          </ListGrid>
        </div>
      )}
    </section>
  );
}

/** By the dialogs of the system, where there are any: one of them for files, the other for folders. */
function SystemDialogs() {
  const shell = useShell();
  if (!shell.hasDialogs) return null;
  const choose = (request: DialogRequest) => async () => useImportChoices.getState().add(await shell.choose(request));
  const chooseFiles = choose({ kind: 'import' });
  const chooseFolder = choose({ kind: 'folder', title: 'Choose the folder of a library, or of music' });
  return (
    <>
      <Button onClick={() => void chooseFiles()}>
        <File size={14} aria-hidden /> Files…
      </Button>
      <Button onClick={() => void chooseFolder()}>
        <FolderOpen size={14} aria-hidden /> Folder…
      </Button>
    </>
  );
}

function Chooser() {
  const folder = useFolderPath();
  const { paths, add, remove } = useImportChoices();
  const toggle = (path: string) => (paths.includes(path) ? remove(path) : add([path]));
  const takeShown = () => {
    add([folder.shown.trim()]);
    if (folder.isTyped && folder.listing !== null) folder.open(folder.listing.path);
  };
  const enter = (typed: string) => (isFilePath(typed) ? takeShown() : folder.open(typed));
  return (
    <FileBrowser label="Path of a folder or file" folder={folder} picking={{ paths, onToggle: toggle }} onEnter={enter}>
      <Button disabled={folder.shown.trim() === ''} onClick={takeShown}>
        {isFilePath(folder.shown.trim()) ? 'Choose this file' : 'Choose this folder'}
      </Button>
      <SystemDialogs />
    </FileBrowser>
  );
}

interface ChooseStepProps {
  /** What came of the import before, if it ended without result. */
  readonly note: string | null;
  readonly onClose: () => void;
}

export function ChooseStep({ note, onClose }: ChooseStepProps) {
  const { client } = useHost();
  const paths = useImportChoices((state) => state.paths);
  const { error, run } = useCall();
  const read = () => void run(() => client.interchange.preview({ paths: [...paths] }));
  return (
    <StepFrame
      heading="Choose what to import"
      text="Nothing is changed before you have seen what the import would do."
      footer={
        <>
          <p role="status" className="min-w-0 flex-1 truncate text-xs text-muted">
            {note}
          </p>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={paths.length === 0} onClick={read}>
            Read and preview
          </Button>
        </>
      }
    >
      {error === null ? null : (
        <div className="pb-3">
          <Failure>{error.message}</Failure>
        </div>
      )}
      <div className="flex min-h-0 flex-1 gap-5">
        <Chooser />
        <div className="flex w-[300px] shrink-0 flex-col gap-4 overflow-y-auto">
          <Chosen />
          <WhatCanBeRead />
        </div>
      </div>
    </StepFrame>
  );
}
