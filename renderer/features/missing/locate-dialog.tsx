import { CornerLeftUp, FileMusic, Folder } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { AudioListing } from '#shared/contract/missing.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useLocate } from '#renderer/host-client/mutations.ts';
import { useBrowseAudio } from '#renderer/host-client/queries.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useMissing } from '#renderer/stores/missing-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';

interface LineProps {
  readonly icon: ReactNode;
  readonly chosen?: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function Line({ icon, chosen = false, onOpen, children }: LineProps) {
  return (
    <ListRow>
      <ListCell>
        <button
          type="button"
          aria-pressed={chosen}
          className={`flex h-7 w-full items-center gap-2 rounded-sm px-2 text-start text-sm hover:bg-control-hover ${chosen ? 'bg-row-selected' : ''}`}
          onClick={onOpen}
        >
          <span className="shrink-0 text-faint">{icon}</span>
          <span className="truncate">{children}</span>
        </button>
      </ListCell>
    </ListRow>
  );
}

interface LinesProps {
  readonly listing: AudioListing;
  readonly chosen: string;
  readonly onFolder: (path: string) => void;
  readonly onFile: (path: string) => void;
}

function Lines({ listing, chosen, onFolder, onFile }: LinesProps) {
  const { path, parent, folders, files } = listing;
  return (
    <ListGrid label="Folders and music files in here" content={path}>
      {parent === null ? null : (
        <Line icon={<CornerLeftUp size={14} aria-hidden />} onOpen={() => onFolder(parent)}>
          Up one folder
        </Line>
      )}
      {folders.map((folder) => (
        <Line key={folder.path} icon={<Folder size={14} aria-hidden />} onOpen={() => onFolder(folder.path)}>
          {folder.name}
        </Line>
      ))}
      {files.map((file) => (
        <Line
          key={file.path}
          icon={<FileMusic size={14} aria-hidden />}
          chosen={file.path === chosen}
          onOpen={() => onFile(file.path)}
        >
          {file.name}
        </Line>
      ))}
    </ListGrid>
  );
}

interface LocateDialogProps {
  readonly id: TrackId;
  readonly title: string;
  readonly onClose: () => void;
}

/** Gives one track the file that the user points at. */
export function LocateDialog({ id, title, onClose }: LocateDialogProps) {
  const [folder, setFolder] = useState<string | undefined>(undefined);
  const [file, setFile] = useState('');
  const { data: listing, error } = useBrowseAudio(folder);
  const { mutate: locate, isPending } = useLocate(onClose);
  const look = () => {
    useMissing.getState().lookFor({ id, title });
    useDialogs.getState().show({ kind: 'find-missing' });
  };
  return (
    <Dialog
      title={`Locate "${title}"`}
      description="Its cues, sets and everything else stay. It is analysed again where the sound is another."
      onClose={onClose}
      footer={
        <>
          <Button className="me-auto" onClick={look}>
            Look through folders…
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={file.trim() === '' || isPending}
            onClick={() => locate({ trackId: id, path: file.trim() })}
          >
            Use this file
          </Button>
        </>
      }
    >
      <TextInput
        aria-label="Path of the file"
        placeholder="Choose a file below, or type its whole path"
        value={file}
        onChange={(event) => setFile(event.target.value)}
      />
      {error ? (
        <p role="alert" className="mt-2 text-xs text-danger">
          {describeError(error).message}
        </p>
      ) : null}
      <p className="mt-2 truncate text-xs text-faint">{listing?.path ?? ''}</p>
      <div className="mt-1 h-72 overflow-y-auto rounded-md border border-line bg-panel p-1">
        {listing ? <Lines listing={listing} chosen={file} onFolder={setFolder} onFile={setFile} /> : null}
        {listing?.folders.length === 0 && listing.files.length === 0 ? (
          <p className="px-2 py-1 text-xs text-faint">No folders and no music files in here.</p>
        ) : null}
      </div>
    </Dialog>
  );
}
