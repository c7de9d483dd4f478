import { Check, CornerLeftUp, File, Folder, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { FileListing } from '#shared/contract/interchange.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useBrowseFiles } from '#renderer/host-client/queries.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { useSelectOnArrival } from '#renderer/ui/use-select-on-arrival.ts';
import { baseName } from './paths.ts';

/** Longer folders are cut, and say so: nobody reads on, and the path can be typed. */
const MOST_ENTRIES = 300;

export interface Picking {
  readonly paths: readonly string[];
  readonly onToggle: (path: string) => void;
}

/** Which folder is on show, and what is typed in place of it. */
export function useFolderPath() {
  const [path, setPath] = useState<string | undefined>(undefined);
  const [typed, setTyped] = useState<string | null>(null);
  const { data, error, isPlaceholderData } = useBrowseFiles(path);
  // A path that cannot be opened leaves the last listing in place: the way back stays on the screen.
  const [lastGood, setLastGood] = useState<FileListing | null>(null);
  if (data !== undefined && data !== lastGood) setLastGood(data);
  const listing = data ?? lastGood;
  return {
    listing,
    problem: error ? describeError(error).message : null,
    /** What stands in the field. */
    // Until the next folder is listed it is the one that was asked for: what is written meanwhile goes there.
    shown: typed ?? (error || isPlaceholderData ? path : listing?.path) ?? '',
    isTyped: typed !== null,
    /** The listing is of the folder that is shown. */
    isListed: !error && !isPlaceholderData,
    type: setTyped,
    open: (next: string) => {
      setTyped(null);
      setPath(next);
    },
  };
}
export type FolderPath = ReturnType<typeof useFolderPath>;

const LINE = 'flex h-7 min-w-0 flex-1 items-center gap-2 rounded-sm px-2 text-start text-sm hover:bg-control-hover';

function FolderLine({
  path,
  picking,
  onOpen,
}: {
  readonly path: string;
  readonly picking: Picking | null;
  readonly onOpen: () => void;
}) {
  const name = baseName(path);
  const isPicked = picking?.paths.includes(path) ?? false;
  return (
    <ListRow className="flex items-center">
      <ListCell className="flex min-w-0 flex-1">
        <button type="button" className={LINE} onClick={onOpen}>
          <Folder size={14} className="shrink-0 text-faint" aria-hidden />
          <span className="truncate">{name}</span>
        </button>
      </ListCell>
      {picking === null ? null : (
        <ListCell>
          <IconButton
            label={isPicked ? `Leave out the folder ${name}` : `Choose the folder ${name}`}
            size="sm"
            active={isPicked}
            onClick={() => picking.onToggle(path)}
          >
            {isPicked ? <Check size={13} aria-hidden /> : <Plus size={13} aria-hidden />}
          </IconButton>
        </ListCell>
      )}
    </ListRow>
  );
}

function FileLine({ path, picking }: { readonly path: string; readonly picking: Picking }) {
  const isPicked = picking.paths.includes(path);
  return (
    <ListRow className="flex">
      <ListCell className="flex min-w-0 flex-1">
        <button
          type="button"
          role="checkbox"
          aria-checked={isPicked}
          className={`${LINE} ${isPicked ? 'bg-row-selected' : ''}`}
          onClick={() => picking.onToggle(path)}
        >
          <File size={14} className="shrink-0 text-faint" aria-hidden />
          <span className="truncate">{baseName(path)}</span>
          {isPicked ? <Check size={13} className="ms-auto shrink-0" aria-hidden /> : null}
        </button>
      </ListCell>
    </ListRow>
  );
}

function UpLine({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <ListRow className="flex">
      <ListCell className="flex flex-1">
        <button type="button" className={LINE} onClick={onOpen}>
          <CornerLeftUp size={14} className="text-faint" aria-hidden />
          <span className="text-muted">Up one folder</span>
        </button>
      </ListCell>
    </ListRow>
  );
}

interface EntriesProps {
  readonly listing: FileListing;
  readonly picking: Picking | null;
  readonly onOpen: (path: string) => void;
}

function Entries({ listing: { path, parent, folders, files }, picking, onOpen }: EntriesProps) {
  const shownFolders = folders.slice(0, MOST_ENTRIES);
  const shownFiles = picking === null ? [] : files.slice(0, MOST_ENTRIES - shownFolders.length);
  const total = folders.length + (picking === null ? 0 : files.length);
  const hidden = total - shownFolders.length - shownFiles.length;
  return (
    <>
      <ListGrid label={picking === null ? 'Folders in here' : 'Folders and files in here'} content={path}>
        {parent === null ? null : <UpLine onOpen={() => onOpen(parent)} />}
        {shownFolders.map((folder) => (
          <FolderLine key={folder.path} path={folder.path} picking={picking} onOpen={() => onOpen(folder.path)} />
        ))}
        {picking === null
          ? null
          : shownFiles.map((file) => <FileLine key={file.path} path={file.path} picking={picking} />)}
      </ListGrid>
      {total === 0 ? <p className="px-2 py-1 text-xs text-faint">Nothing in here that can be chosen.</p> : null}
      {hidden > 0 ? (
        <p className="px-2 py-1 text-xs text-faint">
          And {hidden.toLocaleString('en')} more that are not listed: type the path.
        </p>
      ) : null}
    </>
  );
}

interface FileBrowserProps {
  readonly label: string;
  readonly folder: FolderPath;
  /** null where only a folder is wanted: the one that is on show. */
  readonly picking: Picking | null;
  /** Enter in the field, where something was typed. */
  readonly onEnter: (typed: string) => void;
  /** Beside the field. */
  readonly children?: ReactNode;
}

/** Goes through the folders of the host's machine. */
export function FileBrowser({ label, folder, picking, onEnter, children }: FileBrowserProps) {
  const input = useSelectOnArrival(folder.listing !== null && !folder.isTyped);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="flex gap-2">
        <TextInput
          ref={input}
          aria-label={label}
          value={folder.shown}
          onChange={(event) => folder.type(event.target.value)}
          onKeyDown={(event) => (event.key === 'Enter' && folder.isTyped ? onEnter(folder.shown.trim()) : undefined)}
        />
        {children}
      </div>
      {folder.problem === null ? null : (
        <p role="alert" className="text-xs text-danger">
          {folder.problem}
        </p>
      )}
      <div className="min-h-0 flex-1 overflow-y-auto rounded-md border border-line bg-panel p-1">
        {folder.listing === null ? null : <Entries listing={folder.listing} picking={picking} onOpen={folder.open} />}
      </div>
    </div>
  );
}
