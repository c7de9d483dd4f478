import { ArrowRight } from 'lucide-react';
import { useId } from 'react';
import type { FolderMove, FoundFile } from '#shared/contract/missing.ts';
import { countOf } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { Tick } from '#renderer/ui/tick.tsx';
import { type FoundChoice, isTicked, tick, tickMove } from './found-choice.ts';

/** More rows are ticked by their kind or folder. */
const SHOWN = 200;

const FOUND_BY: Readonly<Record<FoundFile['by'], string>> = {
  content: 'The very same sound',
  folder: 'Same name',
  name: 'Name alike',
};

interface ListProps {
  readonly files: readonly FoundFile[];
  readonly choice: FoundChoice;
  readonly onChoice: (choice: FoundChoice) => void;
}

/** Folders that moved as a whole: one tick for all files in them. */
export function FolderMoves({ moves, files, choice, onChoice }: ListProps & { readonly moves: readonly FolderMove[] }) {
  if (moves.length === 0) return null;
  return (
    <section aria-label="Folders that moved" className="mb-3">
      <h3 className="pb-1 text-xs font-medium">Folders that moved</h3>
      <ListGrid label="Folders that moved" className="rounded-md border border-line bg-panel">
        {moves.map((move) => (
          <ListRow key={`${move.from}\n${move.to}`} className="flex items-start gap-2 px-2 py-1.5 text-xs">
            <ListCell>
              <Tick
                label={`${move.from} is now ${move.to}: ${countOf(move.files, 'file')}`}
                ticked={choice.moves.includes(move.from)}
                onTick={(ticked) => onChoice(tickMove(choice, move, ticked, files))}
              />
            </ListCell>
            <ListCell className="min-w-0 flex-1 break-all">
              {move.from} <ArrowRight size={12} className="inline text-faint" aria-label="is now" /> {move.to}
            </ListCell>
            <ListCell className="shrink-0 text-faint">{countOf(move.files, 'file')}</ListCell>
          </ListRow>
        ))}
      </ListGrid>
    </section>
  );
}

function FoundRow({
  file,
  ticked,
  onTick,
}: {
  readonly file: FoundFile;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}) {
  const id = useId();
  const surely = file.by === 'content' ? '' : `, ${Math.round(file.confidence * 100)} % sure`;
  return (
    <ListRow
      aria-labelledby={id}
      className="flex items-start gap-2 border-t border-line px-2 py-1.5 text-xs first:border-0"
    >
      <ListCell>
        <Tick label={`Take the file for ${file.title}`} ticked={ticked} onTick={onTick} />
      </ListCell>
      <ListCell id={id} className="min-w-0 flex-1">
        <p className="truncate text-sm">
          {file.title} <span className="text-muted">{file.artist}</span>
        </p>
        <p className="selectable break-all text-muted">{file.newPath}</p>
        {file.oldPath === '' ? null : <p className="selectable break-all text-faint">was {file.oldPath}</p>}
      </ListCell>
      <ListCell className="w-36 shrink-0 text-end">
        <p>
          {FOUND_BY[file.by]}
          {surely}
        </p>
        {file.doubt === '' ? null : <p className="text-warning">{file.doubt}</p>}
      </ListCell>
    </ListRow>
  );
}

export function FoundList({ files, choice, onChoice }: ListProps) {
  const more = files.length - SHOWN;
  return (
    <section aria-label="Files that were found">
      <h3 className="pb-1 text-xs font-medium">Files that were found</h3>
      <ListGrid label="Files that were found" className="rounded-md border border-line bg-panel">
        {files.slice(0, SHOWN).map((file) => (
          <FoundRow
            key={file.trackId}
            file={file}
            ticked={isTicked(choice, file)}
            onTick={(ticked) => onChoice(tick(choice, file, ticked))}
          />
        ))}
      </ListGrid>
      {more > 0 ? (
        <p className="pt-1 text-xs text-faint">
          {countOf(more, 'more file')} are not listed; they are taken as their kind or folder is ticked.
        </p>
      ) : null}
    </section>
  );
}
