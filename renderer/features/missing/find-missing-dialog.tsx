import { FolderPlus, X } from 'lucide-react';
import { useState } from 'react';
import type { FoundFile, MissingSearch } from '#shared/contract/missing.ts';
import { missingText } from '#renderer/host-client/finding-words.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useMissingControl } from '#renderer/host-client/mutations.ts';
import { useFolders, useFound, useSourceCount } from '#renderer/host-client/queries.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useMissing } from '#renderer/stores/missing-store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { countOf, formatEta } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { FIRST_CHOICE, type FoundChoice, isTicked, toRequest } from './found-choice.ts';
import { FolderMoves, FoundList } from './found-list.tsx';

interface FindMissingDialogProps {
  /** Asks for a folder. */
  readonly chooseFolder: (title: string, chosen: (path: string) => void, cancelled?: () => void) => Promise<void>;
  readonly onClose: () => void;
}

/** Where to look: music folders of the library are there at once. */
function Folders({ chooseFolder }: Pick<FindMissingDialogProps, 'chooseFolder'>) {
  const { folders, addFolder, removeFolder } = useMissing();
  const known = (useFolders().data ?? []).filter(({ path, available }) => available && !folders.includes(path));
  const back = () => useDialogs.getState().show({ kind: 'find-missing' });
  const add = () =>
    chooseFolder(
      'Look for missing files in',
      (path) => {
        addFolder(path);
        back();
      },
      back,
    );
  return (
    <>
      {folders.length === 0 ? (
        <p className="pb-2 text-sm text-muted">Choose the folders or drives that the files may be in now.</p>
      ) : (
        <ListGrid label="Folders to look in" className="mb-2 rounded-md border border-line bg-panel">
          {folders.map((path) => (
            <ListRow key={path} className="flex items-center gap-2 px-2 py-1 text-sm">
              <ListCell className="min-w-0 flex-1 break-all">{path}</ListCell>
              <ListCell>
                <IconButton label={`Do not look in ${path}`} size="sm" onClick={() => removeFolder(path)}>
                  <X size={13} aria-hidden />
                </IconButton>
              </ListCell>
            </ListRow>
          ))}
        </ListGrid>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void add()}>
          <FolderPlus size={14} aria-hidden /> Add a folder…
        </Button>
        {known.map(({ path }) => (
          <Button key={path} look="quiet" onClick={() => addFolder(path)}>
            + {path.split(/[\\/]/).findLast(Boolean) ?? path}
          </Button>
        ))}
      </div>
    </>
  );
}

function Progress({ search }: { readonly search: MissingSearch }) {
  return (
    <div className="flex flex-col gap-2 py-2">
      <p className="text-sm">
        {missingText(search)}
        {search.secondsLeft === null ? '' : `, ${formatEta(search.secondsLeft)}`}
      </p>
      <ProgressBar label="Finding missing files" fraction={search.fraction} className="w-full" />
    </div>
  );
}

interface FoundProps {
  readonly search: MissingSearch;
  readonly files: readonly FoundFile[];
  readonly choice: FoundChoice;
  readonly onChoice: (choice: FoundChoice) => void;
}

function Found({ search, files, choice, onChoice }: FoundProps) {
  const left = search.missing - search.found;
  return (
    <>
      <p className="pb-3 text-sm">
        {countOf(search.found, 'file')} of {countOf(search.missing, 'missing track')} found
        {search.exact > 0 ? `, ${search.exact.toLocaleString('en')} by the very same sound` : ''}.
        {left > 0 ? ` ${countOf(left, 'track')} still without a file.` : ''}
        {search.unreadable > 0 ? ` ${countOf(search.unreadable, 'file')} could not be read.` : ''}
      </p>
      <FolderMoves moves={search.moves} files={files} choice={choice} onChoice={onChoice} />
      {files.length === 0 ? null : <FoundList files={files} choice={choice} onChoice={onChoice} />}
    </>
  );
}

function Outcome({ search }: { readonly search: MissingSearch }) {
  if (search.phase === 'failed')
    return (
      <p role="alert" className="mt-3 text-sm text-danger">
        {search.error}
      </p>
    );
  if (search.phase === 'cancelled') return <p className="mt-3 text-sm text-muted">Cancelled.</p>;
  if (search.phase !== 'done') return null;
  return (
    <p className="mt-3 text-sm">
      {countOf(search.located, 'track')} got the file back. Undo takes it back in one step.
    </p>
  );
}

interface ActionsProps {
  readonly running: boolean;
  readonly ready: boolean;
  readonly ticked: number;
  readonly onTake: () => void;
  readonly onLook: () => void;
  readonly onClose: () => void;
}

function Actions({ running, ready, ticked, onTake, onLook, onClose }: ActionsProps) {
  const { cancel } = useMissingControl();
  const noFolder = useMissing((state) => state.folders.length === 0);
  if (running) return <Button onClick={() => cancel.mutate(undefined)}>Cancel the search</Button>;
  if (ready)
    return (
      <>
        <Button onClick={() => cancel.mutate(undefined)}>Look elsewhere</Button>
        <Button look="primary" disabled={ticked === 0} onClick={onTake}>
          Take {countOf(ticked, 'file')}
        </Button>
      </>
    );
  return (
    <>
      <Button onClick={onClose}>Close</Button>
      <Button look="primary" disabled={noFolder} onClick={onLook}>
        Look for the files
      </Button>
    </>
  );
}

const RUNNING: readonly MissingSearch['phase'][] = ['walking', 'reading', 'matching', 'writing'];

const isRunning = (search: MissingSearch | null): search is MissingSearch =>
  search !== null && RUNNING.includes(search.phase);

/** The search while there is something to choose from. */
const readyOf = (search: MissingSearch | null): MissingSearch | null => (search?.phase === 'ready' ? search : null);

function describe(missing: number | null): string {
  const counted = missing === null ? '' : `${countOf(missing, 'track')} without a file. `;
  return `${counted}Files are recognised by their sound, their folder and their name; nothing on the disk is changed.`;
}

/** Finds the files of missing tracks again: where to look, what was found, and what of it is taken. */
export function FindMissingDialog({ chooseFolder, onClose }: FindMissingDialogProps) {
  const search = useLive(useHost().missing, (state) => state);
  const { search: start, apply } = useMissingControl();
  const { folders, only } = useMissing();
  const missing = useSourceCount('missing') ?? 0;
  const ready = readyOf(search);
  const files = useFound(ready?.found ?? 0).data ?? [];
  const [choice, setChoice] = useState<FoundChoice>(FIRST_CHOICE);
  const running = isRunning(search);
  const ticked = files.filter((file) => isTicked(choice, file)).length;
  const begin = () => {
    setChoice(FIRST_CHOICE);
    start.mutate({ folders: [...folders], ...(only === null ? {} : { trackIds: [only.id] }) });
  };
  return (
    <Dialog
      wide
      title={only === null ? 'Find missing files again' : `Find the file of "${only.title}"`}
      description={describe(only === null ? missing : null)}
      onClose={onClose}
      footer={
        <Actions
          running={running}
          ready={ready !== null}
          ticked={ticked}
          onTake={() => apply.mutate(toRequest(choice))}
          onLook={begin}
          onClose={onClose}
        />
      }
    >
      {running ? <Progress search={search} /> : null}
      {ready ? <Found search={ready} files={files} choice={choice} onChoice={setChoice} /> : null}
      {running || ready ? null : <Folders chooseFolder={chooseFolder} />}
      {search ? <Outcome search={search} /> : null}
    </Dialog>
  );
}
