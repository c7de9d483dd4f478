import { useEffect, useMemo, useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TextEditing, TextEditScope } from '#shared/contract/text-edits.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import { useTextEdits } from '#renderer/host-client/mutations.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { countOf, formatEta } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { ChangeList } from './change-list.tsx';
import { type EditDraft, FIRST_DRAFT, type ScopeName, toRequest } from './edit-draft.ts';
import { EditForm } from './edit-form.tsx';
import { summary } from './edit-words.ts';
import { type TextPreviewState, useTextPreview } from './use-text-preview.ts';

const EVERYTHING: TrackQuery = { source: { kind: 'all' }, search: '', sort: [] };

function scopeOf(name: ScopeName, ids: readonly TrackId[], listed: TrackQuery | null): TextEditScope {
  if (name === 'selected') return { kind: 'tracks', ids: [...ids] };
  return { kind: 'list', query: name === 'list' && listed !== null ? listed : EVERYTHING };
}

function scopesFor(ids: readonly TrackId[], listed: TrackQuery | null) {
  return [
    ...(ids.length > 0 ? [{ value: 'selected', label: countOf(ids.length, 'selected track') } as const] : []),
    ...(listed === null ? [] : [{ value: 'list', label: 'The list on show' } as const]),
    { value: 'all', label: 'The whole library' } as const,
  ];
}

/** Draft and the list it is about; both stand still while the dialog is open. */
function useDraft(ids: readonly TrackId[]) {
  const [listed] = useState(() => useView.getState().listed);
  const scopes = useMemo(() => scopesFor(ids, listed), [ids, listed]);
  const [draft, setDraft] = useState<EditDraft>(() => ({ ...FIRST_DRAFT, scope: scopes[0]?.value ?? 'all' }));
  const request = useMemo(() => toRequest(draft, scopeOf(draft.scope, ids, listed)), [draft, ids, listed]);
  const change = (part: Partial<EditDraft>) => setDraft((now) => ({ ...now, ...part }));
  return { draft, scopes, request, change };
}

const NONE: ReadonlySet<number> = new Set();

/** Rows that stay as they are; with each preview it begins anew. */
function useLeftOut(preview: number | null) {
  const [state, setState] = useState({ preview, places: NONE });
  const places = state.preview === preview ? state.places : NONE;
  const leaveOut = (rows: readonly number[], out: boolean) => {
    const next = new Set(places);
    for (const row of rows) {
      if (out) next.add(row);
      else next.delete(row);
    }
    setState({ preview, places: next });
  };
  return { places, leaveOut };
}

function Progress({ editing, label }: { readonly editing: TextEditing; readonly label: string }) {
  const { done, total, secondsLeft } = editing;
  return (
    <div className="flex items-center gap-3 text-sm text-muted">
      <span className="whitespace-nowrap">
        {label} {done.toLocaleString('en')} of {countOf(total, 'track')}
        {secondsLeft === null ? '' : `, ${formatEta(secondsLeft)}`}
      </span>
      <ProgressBar label={label} fraction={total === 0 ? null : done / total} className="w-full min-w-0 shrink!" />
    </div>
  );
}

function Fault({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p role="alert" className="text-sm text-danger">
      {text}
    </p>
  );
}

/** What was asked for stands below its words, and the words take the same room whatever they say. */
function Words({ editing, hasRequest }: { readonly editing: TextEditing | null; readonly hasRequest: boolean }) {
  if (!hasRequest || editing === null) return null;
  if (editing.phase === 'reading') return <Progress editing={editing} label="Looking at" />;
  return editing.preview === null ? null : <p className="truncate text-sm">{summary(editing.preview)}</p>;
}

const HINTS: Readonly<Record<EditDraft['kind'], string>> = {
  replace: 'Type what to find. You see every change before anything is written.',
  clean: 'Tick what to clean up. You see every change before anything is written.',
};

function Writing({ editing }: { readonly editing: TextEditing }) {
  return (
    <div className="flex flex-1 flex-col justify-center gap-2 px-8">
      <Progress editing={editing} label="Changing" />
      <p className="text-sm text-faint">All of it is one step for undo.</p>
    </div>
  );
}

interface EditTextsDialogProps {
  /** Tracks that are selected; none where the list is meant. */
  readonly ids: readonly TrackId[];
  readonly onClose: () => void;
}

/** Closes the dialog when the change has ended: the toast says what it came to and offers to undo it. */
function useCloseAtEnd(editing: TextEditing | null, onClose: () => void): void {
  const isOver = editing?.phase === 'done' && editing.result !== null;
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
}

interface FooterProps {
  readonly isWriting: boolean;
  readonly count: number;
  readonly isReady: boolean;
  readonly onApply: () => void;
  readonly onClose: () => void;
}

function Footer({ isWriting, count, isReady, onApply, onClose }: FooterProps) {
  const { cancel } = useTextEdits();
  if (isWriting) return <Button onClick={() => cancel.mutate(undefined)}>Stop</Button>;
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" aria-disabled={!isReady} onClick={() => (isReady ? onApply() : undefined)}>
        {count > 0 ? `Change ${countOf(count, 'text')}` : 'Change'}
      </Button>
    </>
  );
}

interface LookingProps {
  readonly parts: ReturnType<typeof useDraft>;
  readonly state: TextPreviewState;
  readonly leftOut: ReturnType<typeof useLeftOut>;
}

/** What to change, and what would come of it. */
function Looking({ parts: { draft, scopes, request, change }, state, leftOut }: LookingProps) {
  const { editing, preview, isCurrent } = state;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 py-3">
      <EditForm draft={draft} scopes={scopes} onChange={change} />
      <div className="flex h-5 items-center *:w-full">
        <Fault text={state.fault} />
        <Words editing={editing} hasRequest={request !== null} />
      </div>
      {preview === null || preview.rows === 0 ? (
        <div className="flex min-h-0 flex-1 flex-col justify-center rounded-md border border-line bg-panel">
          <EmptyState title={preview === null ? 'Nothing to show yet' : 'Nothing would change'}>
            {HINTS[draft.kind]}
          </EmptyState>
        </div>
      ) : (
        <ChangeList preview={preview} stale={!isCurrent} leftOut={leftOut.places} onLeaveOut={leftOut.leaveOut} />
      )}
      <div role="status" className="sr-only">
        {isCurrent && preview !== null ? summary(preview) : ''}
      </div>
    </div>
  );
}

/** Find and replace, and clean-ups, in the texts of many tracks: every change is shown before it is made. */
export function EditTextsDialog({ ids, onClose }: EditTextsDialogProps) {
  const parts = useDraft(ids);
  const state = useTextPreview(parts.request);
  const { editing, preview } = state;
  const { apply, cancel } = useTextEdits();
  const leftOut = useLeftOut(preview?.number ?? null);
  useCloseAtEnd(editing, onClose);
  const isWriting = editing?.phase === 'writing';
  // What was only looked at is forgotten; what is being written goes on, and the status bar shows it.
  const close = () => {
    if (!isWriting) cancel.mutate(undefined);
    onClose();
  };
  const count = preview === null ? 0 : preview.rows - leftOut.places.size;
  const run = () => {
    if (preview !== null) apply.mutate({ preview: preview.number, leftOut: [...leftOut.places] });
  };
  const isReady = state.isReady && count > 0;
  return (
    <Dialog
      large
      title="Find and replace, clean up"
      onClose={close}
      footer={<Footer isWriting={isWriting} count={count} isReady={isReady} onApply={run} onClose={close} />}
    >
      {isWriting ? <Writing editing={editing} /> : <Looking parts={parts} state={state} leftOut={leftOut} />}
    </Dialog>
  );
}
