import { Archive, CornerLeftUp, Folder } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { FileListing } from '#shared/contract/interchange.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useBrowseArchives } from '#renderer/host-client/queries.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';

interface LineProps {
  readonly icon: ReactNode;
  readonly current?: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function Line({ icon, current = false, onOpen, children }: LineProps) {
  return (
    <ListRow>
      <ListCell>
        <button
          type="button"
          aria-pressed={current}
          className={`flex h-7 w-full items-center gap-2 rounded-sm px-2 text-start text-sm hover:bg-control-hover ${current ? 'bg-control font-medium' : ''}`}
          onClick={onOpen}
        >
          {icon}
          <span className="truncate">{children}</span>
        </button>
      </ListCell>
    </ListRow>
  );
}

interface ArchiveLinesProps {
  readonly listing: FileListing;
  readonly chosen: string;
  readonly onFolder: (path: string) => void;
  readonly onFile: (path: string) => void;
}

function ArchiveLines({ listing, chosen, onFolder, onFile }: ArchiveLinesProps) {
  const { path, parent, folders, files } = listing;
  return (
    <div className="mt-2 h-56 overflow-y-auto rounded-md border border-line bg-panel p-1">
      <ListGrid label="Folders and archives in here" content={path}>
        {parent === null ? null : (
          <Line icon={<CornerLeftUp size={14} className="text-faint" aria-hidden />} onOpen={() => onFolder(parent)}>
            <span className="text-muted">Up one folder</span>
          </Line>
        )}
        {files.map((file) => (
          <Line
            key={file.path}
            icon={<Archive size={14} className="shrink-0 text-accent" aria-hidden />}
            current={file.path === chosen}
            onOpen={() => onFile(file.path)}
          >
            {file.name}
          </Line>
        ))}
        {folders.map((folder) => (
          <Line
            key={folder.path}
            icon={<Folder size={14} className="shrink-0 text-faint" aria-hidden />}
            onOpen={() => onFolder(folder.path)}
          >
            {folder.name}
          </Line>
        ))}
      </ListGrid>
      {files.length === 0 ? <p className="px-2 py-1 text-xs text-faint">No library archives in here.</p> : null}
    </div>
  );
}

interface ArchiveChooserProps {
  /** Path of the archive; "" for none. */
  readonly chosen: string;
  readonly onChosen: (path: string) => void;
}

/** Chooses an archive on the host's machine, from a list or by its path. */
export function ArchiveChooser({ chosen, onChosen }: ArchiveChooserProps) {
  const shell = useShell();
  const [folder, setFolder] = useState<string | undefined>(undefined);
  const choose = async () => {
    const [path] = await shell.choose({ kind: 'archive' });
    if (path !== undefined) onChosen(path);
  };
  const { data, error } = useBrowseArchives(folder);
  // A folder that cannot be opened leaves the last listing in place: the way back stays on the screen.
  const [lastGood, setLastGood] = useState<FileListing | null>(null);
  if (data !== undefined && data !== lastGood) setLastGood(data);
  const listing = data ?? lastGood;
  return (
    <>
      <div className="flex gap-2">
        <TextInput
          aria-label="Path of the archive"
          placeholder="Choose a .musicforge file, or type its path"
          value={chosen}
          onChange={(event) => onChosen(event.target.value)}
        />
        {shell.hasDialogs ? <Button onClick={() => void choose()}>Choose a file…</Button> : null}
      </div>
      {error ? (
        <p role="alert" className="mt-2 text-xs text-danger">
          {describeError(error).message}
        </p>
      ) : null}
      {listing === null ? (
        <div className="mt-2 h-56 rounded-md border border-line bg-panel" />
      ) : (
        <ArchiveLines listing={listing} chosen={chosen} onFolder={setFolder} onFile={onChosen} />
      )}
      {listing === null ? null : <p className="selectable mt-1 text-xs break-all text-faint">{listing.path}</p>}
    </>
  );
}
