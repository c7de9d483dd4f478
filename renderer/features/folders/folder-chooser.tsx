import { CornerLeftUp, Folder } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { FolderListing } from '#shared/contract/library.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useBrowse } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { useSelectOnArrival } from '#renderer/ui/use-select-on-arrival.ts';

function Line({ onOpen, children }: { readonly onOpen: () => void; readonly children: ReactNode }) {
  return (
    <ListRow>
      <ListCell>
        <button
          type="button"
          className="flex h-7 w-full items-center gap-2 rounded-sm px-2 text-start text-sm hover:bg-control-hover"
          onClick={onOpen}
        >
          {children}
        </button>
      </ListCell>
    </ListRow>
  );
}

interface FolderLinesProps {
  readonly listing: FolderListing | null;
  readonly onOpen: (path: string) => void;
}

function FolderLines({ listing, onOpen }: FolderLinesProps) {
  if (listing === null) return <div className="mt-2 h-72 rounded-md border border-line bg-panel" />;
  const { path, parent, folders } = listing;
  return (
    <div className="mt-2 h-72 overflow-y-auto rounded-md border border-line bg-panel p-1">
      <ListGrid label="Folders in here" content={path}>
        {parent === null ? null : (
          <Line onOpen={() => onOpen(parent)}>
            <CornerLeftUp size={14} className="text-faint" aria-hidden />
            <span className="text-muted">Up one folder</span>
          </Line>
        )}
        {folders.map((folder) => (
          <Line key={folder.path} onOpen={() => onOpen(folder.path)}>
            <Folder size={14} className="shrink-0 text-faint" aria-hidden />
            <span className="truncate">{folder.name}</span>
          </Line>
        ))}
      </ListGrid>
      {folders.length === 0 ? <p className="px-2 py-1 text-xs text-faint">No folders in here.</p> : null}
    </div>
  );
}

interface FolderChooserProps {
  readonly title: string;
  readonly onChosen: (path: string) => void;
  readonly onClose: () => void;
}

/** Chooses a folder of the host's machine, for the browser, where there is no native dialog for that. */
export function FolderChooser({ title, onChosen, onClose }: FolderChooserProps) {
  const [path, setPath] = useState<string | undefined>(undefined);
  const [typed, setTyped] = useState<string | null>(null);
  const { data, error, isPlaceholderData } = useBrowse(path);
  // A path that cannot be opened leaves the last listing in place: the way back stays on the screen.
  const [lastGood, setLastGood] = useState<FolderListing | null>(null);
  if (data !== undefined && data !== lastGood) setLastGood(data);
  const listing = data ?? lastGood;
  const go = (next: string) => {
    setTyped(null);
    setPath(next);
  };
  const input = useSelectOnArrival(listing !== null && typed === null);
  // Until the next folder is listed it is the one that was asked for: "Choose" means it.
  const shownPath = typed ?? (error || isPlaceholderData ? path : listing?.path) ?? '';
  return (
    <Dialog
      title={title}
      description="Its sub-folders belong to it. Nothing on the disk is changed."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={shownPath === ''} onClick={() => onChosen(shownPath)}>
            Choose this folder
          </Button>
        </>
      }
    >
      <TextInput
        ref={input}
        aria-label="Folder path"
        value={shownPath}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => (event.key === 'Enter' && typed !== null ? go(typed) : undefined)}
      />
      {error ? (
        <p role="alert" className="mt-2 text-xs text-danger">
          {describeError(error).message}
        </p>
      ) : null}
      <FolderLines listing={listing} onOpen={go} />
    </Dialog>
  );
}
