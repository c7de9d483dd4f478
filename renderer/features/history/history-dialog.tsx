import { Undo2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { HistoryEntry, HistoryTravel } from '#shared/contract/history.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { type HistorySteps, useHistorySteps } from '#renderer/host-client/history-steps.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useTravel } from '#renderer/host-client/mutations.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { WindowedList } from '#renderer/ui/windowed-list.tsx';
import { StepChanges } from './step-changes.tsx';
import { Step, STEP_HEIGHT } from './step-list.tsx';

function Progress({ travel }: { readonly travel: HistoryTravel }) {
  const { done, total, label } = travel;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3 text-sm text-muted">
      <span className="truncate">
        Step {Math.min(total, Math.floor(done) + 1)} of {total}
        {label === null ? '' : `: ${label}`}
      </span>
      <ProgressBar label="Going over the steps" fraction={total === 0 ? null : done / total} />
    </div>
  );
}

function Footer({ onClose, canUndoAll }: { readonly onClose: () => void; readonly canUndoAll: boolean }) {
  const travel = useLive(useHost().travel, (state) => state);
  const { goTo, cancel } = useTravel();
  if (travel?.running)
    return (
      <>
        <Progress travel={travel} />
        <Button onClick={() => cancel.mutate(undefined)}>Stop</Button>
      </>
    );
  return (
    <>
      <Button
        look="quiet"
        className="me-auto"
        aria-disabled={!canUndoAll}
        onClick={() => (canUndoAll ? goTo.mutate({ id: null }) : undefined)}
      >
        Undo everything listed
      </Button>
      <Button onClick={onClose}>Close</Button>
    </>
  );
}

function Nothing({ steps }: { readonly steps: HistorySteps }) {
  if (steps.error)
    return (
      <div role="alert" className="h-full">
        <EmptyState title="The history could not be loaded">{describeError(steps.error).message}</EmptyState>
      </div>
    );
  if (steps.pending) return null;
  return (
    <EmptyState icon={<Undo2 size={28} strokeWidth={1.4} aria-hidden />} title="Nothing has been done yet">
      Edits, imports and what was read from files are listed here, and can be undone in any number.
    </EmptyState>
  );
}

interface ListProps {
  readonly steps: HistorySteps;
  readonly chosen: string | null;
  readonly onChoose: (step: HistoryEntry) => void;
  readonly onRange: (first: number, last: number) => void;
}

function StepList({ steps, chosen, onChoose, onRange }: ListProps) {
  const { goTo } = useTravel();
  return (
    <WindowedList
      label="Steps, newest first"
      content="history"
      current={steps.done === 0 ? steps.undone - 1 : steps.undone}
      count={steps.undone + steps.done}
      rowHeight={STEP_HEIGHT}
      onRange={onRange}
      className="min-h-0 flex-1"
    >
      {(index, tabIndex) => {
        const step = steps.stepAt(index);
        if (step === null) return null;
        return (
          <Step
            step={step}
            current={index === steps.undone}
            chosen={step.id === chosen}
            tabIndex={tabIndex}
            onChoose={() => onChoose(step)}
            onGo={() => goTo.mutate({ id: step.id })}
          />
        );
      }}
    </WindowedList>
  );
}

function summary({ undone, done }: HistorySteps): string {
  if (undone + done === 0) return '';
  const redo = undone === 0 ? '' : `, ${undone.toLocaleString('en')} undone`;
  return `${countOf(done, 'step')} can be undone${redo}.`;
}

/** What was done, newest first: what each step changed, and the way to any of them. */
export function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const [range, setRange] = useState({ first: 0, last: 30 });
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), []);
  const steps = useHistorySteps(range.first, range.last);
  const [chosen, setChosen] = useState<HistoryEntry | null>(null);
  const shown = chosen ?? steps.stepAt(steps.done === 0 ? steps.undone - 1 : steps.undone);
  const isEmpty = steps.undone + steps.done === 0;
  return (
    <Dialog large title="History" onClose={onClose} footer={<Footer canUndoAll={steps.done > 0} onClose={onClose} />}>
      <div role="status" className="border-b border-line px-4 py-2 text-xs text-muted">
        {summary(steps)}
      </div>
      {isEmpty ? (
        <div className="flex min-h-0 flex-1 flex-col justify-center">
          <Nothing steps={steps} />
        </div>
      ) : (
        <div className="flex min-h-0 flex-1">
          <div className="flex min-w-0 flex-[3] flex-col border-e border-line bg-panel">
            <StepList steps={steps} chosen={shown?.id ?? null} onChoose={setChosen} onRange={onRange} />
          </div>
          <div className="flex min-w-0 flex-[2] flex-col">{shown === null ? null : <StepChanges step={shown} />}</div>
        </div>
      )}
    </Dialog>
  );
}
