import type { Backup } from '#shared/contract/backups.ts';
import { REASON_WORDS } from '#renderer/host-client/backup-words.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useBackUp } from '#renderer/host-client/mutations.ts';
import { useBackups } from '#renderer/host-client/queries.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { countOf, formatBytes, formatDateTime } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import type { ChooseFolder } from './library-settings.tsx';

function BackupRow({ backup }: { readonly backup: Backup }) {
  const { madeAt, reason, counts, bytes } = backup;
  const time = formatDateTime(madeAt);
  return (
    <ListRow className="grid grid-cols-[132px_minmax(0,1fr)_104px_76px_84px] min-h-[35px] items-center gap-x-3 py-1">
      <ListCell className="tabular-nums">{time}</ListCell>
      <ListCell className="truncate text-muted">{REASON_WORDS[reason]}</ListCell>
      <ListCell className="text-end text-muted tabular-nums">
        {counts === null ? <span className="text-danger">not readable</span> : countOf(counts.tracks, 'track')}
      </ListCell>
      <ListCell className="text-end text-faint tabular-nums">{formatBytes(bytes)}</ListCell>
      <ListCell className="text-end">
        {counts === null ? null : (
          <Button
            aria-label={`Restore the backup of ${time}`}
            onClick={() => useDialogs.getState().show({ kind: 'backup', task: { kind: 'restore', backup } })}
          >
            Restore…
          </Button>
        )}
      </ListCell>
    </ListRow>
  );
}

function BackupRows() {
  const { data, error } = useBackups();
  if (error) {
    return (
      <p role="alert" className="mt-2 text-xs text-danger">
        {describeError(error).message}
      </p>
    );
  }
  if (data === undefined) return <div className="mt-2 h-20 rounded-md border border-line bg-panel" />;
  if (data.backups.length === 0) {
    return (
      <p className="mt-2 rounded-md border border-line bg-panel px-2 py-3 text-sm text-muted">
        No backup yet. The first is made by itself within the hour.
      </p>
    );
  }
  return (
    <>
      <ListGrid
        label="Backups"
        className="mt-2 divide-y divide-line rounded-md border border-line bg-panel px-2 text-sm"
      >
        {data.backups.map((backup) => (
          <BackupRow key={backup.id} backup={backup} />
        ))}
      </ListGrid>
      <p className="selectable mt-1 text-xs break-all text-faint">In {data.folder}</p>
    </>
  );
}

export function BackupSettings() {
  const { mutate: backUp, isPending } = useBackUp();
  return (
    <section aria-label="Backups" className="py-3">
      <div className="flex items-start justify-between gap-6">
        <div>
          <h3 className="text-sm font-medium">Backups</h3>
          <p className="text-xs text-faint">
            Made every day, before an import and before an update changes the library. Seven are kept: the three newest
            and one for each of the four days before.
          </p>
        </div>
        {/* Not disabled: the keyboard stays on it. */}
        <Button aria-disabled={isPending} onClick={() => (isPending ? undefined : backUp(undefined))}>
          {isPending ? 'Backing up…' : 'Back up now'}
        </Button>
      </div>
      <BackupRows />
    </section>
  );
}

/** The way to another computer. */
export function ArchiveSettings({ chooseFolder }: { readonly chooseFolder: ChooseFolder }) {
  const show = useDialogs((state) => state.show);
  return (
    <section aria-label="Library archive" className="py-3">
      <h3 className="text-sm font-medium">Library archive</h3>
      <p className="text-xs text-faint">
        Your whole library in one file, to take it to another computer or keep it safe: tracks, cues, grids, sets and
        crates, no music and no passwords.
      </p>
      <div className="mt-2 flex gap-2">
        <Button
          onClick={() =>
            void chooseFolder('Save the library archive in…', (folder) =>
              show({ kind: 'backup', task: { kind: 'export', folder } }),
            )
          }
        >
          Export library archive…
        </Button>
        <Button onClick={() => show({ kind: 'backup', task: { kind: 'open' } })}>Open library archive…</Button>
      </div>
    </section>
  );
}
