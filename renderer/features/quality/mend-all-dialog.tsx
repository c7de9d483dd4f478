import { useCallback, useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { MendPreview, MendRow, QualityRuleId, QualityWork } from '#shared/contract/quality.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useMendPreview, useMendRows, useQualityChanges } from '#renderer/host-client/quality.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { ListCell, ListRow } from '#renderer/ui/list-grid.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { Tick } from '#renderer/ui/tick.tsx';
import { VirtualGrid } from '#renderer/ui/virtual-grid.tsx';
import { ChangeText } from './change-text.tsx';

const ROW_HEIGHT = 50;

interface MendAllDialogProps {
  readonly rule: QualityRuleId;
  /** Of the rule. */
  readonly name: string;
  readonly onClose: () => void;
}

/** Tracks that are to stay as they are. */
type LeftOut = ReadonlySet<TrackId>;

function withTick(leftOut: LeftOut, id: TrackId, ticked: boolean): LeftOut {
  const next = new Set(leftOut);
  if (ticked) next.delete(id);
  else next.add(id);
  return next;
}

interface RowProps {
  readonly row: MendRow;
  readonly index: number;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}

function Row({ row: { title, artist, changes }, index, ticked, onTick }: RowProps) {
  return (
    <ListRow aria-rowindex={index + 1} className="flex items-start gap-2 border-b border-line px-3 py-1.5">
      <ListCell>
        <Tick label={`Mend ${title}, ${artist}`} ticked={ticked} onTick={onTick} />
      </ListCell>
      <ListCell className="min-w-0 flex-1">
        <p className="truncate text-xs text-muted">
          {title || 'Untitled'} <span className="text-faint">{artist}</span>
        </p>
        {changes.map((change) => (
          <p key={change.field}>
            <ChangeText change={change} />
          </p>
        ))}
      </ListCell>
    </ListRow>
  );
}

interface ChangesProps {
  readonly preview: MendPreview;
  readonly leftOut: LeftOut;
  readonly onLeftOut: (leftOut: LeftOut) => void;
}

function Changes({ preview, leftOut, onLeftOut }: ChangesProps) {
  const [range, setRange] = useState({ first: 0, last: 20 });
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), []);
  const { rowAt, error } = useMendRows(preview.number, range.first, range.last);
  if (error) return <Fault error={error} />;
  return (
    <VirtualGrid
      label="What would change"
      count={preview.tracks}
      rowHeight={ROW_HEIGHT}
      content={String(preview.number)}
      onRange={onRange}
      className="flex-1"
    >
      {(index) => {
        const row = rowAt(index);
        if (row === null) return <div role="presentation" style={{ height: ROW_HEIGHT }} />;
        return (
          <Row
            row={row}
            index={index}
            ticked={!leftOut.has(row.trackId)}
            onTick={(ticked) => onLeftOut(withTick(leftOut, row.trackId, ticked))}
          />
        );
      }}
    </VirtualGrid>
  );
}

function Fault({ error }: { readonly error: Error }) {
  return (
    <p role="alert" className="px-4 py-3 text-sm text-danger">
      {describeError(error).message}
    </p>
  );
}

function Working({
  text,
  label,
  work,
}: {
  readonly text: string;
  readonly label: string;
  readonly work: QualityWork | null;
}) {
  const fraction = work === null || work.phase === 'idle' || work.total === 0 ? null : work.done / work.total;
  return (
    <div className="px-4 py-4">
      <p className="pb-2 text-sm">{text}</p>
      <ProgressBar label={label} fraction={fraction} className="w-full" />
    </div>
  );
}

function summary({ tracks, byHand }: MendPreview): string {
  const rest = byHand === 0 ? '' : ` ${countOf(byHand, 'track')} only you can mend.`;
  if (tracks === 0) return `Nothing can be mended by itself.${rest}`;
  return `${countOf(tracks, 'track')} would change. Untick what is to stay.${rest}`;
}

interface FooterProps {
  readonly isMending: boolean;
  /** null while nothing is known. */
  readonly ticked: number | null;
  readonly onMend: () => void;
  readonly onStop: () => void;
  readonly onClose: () => void;
}

function Footer({ isMending, ticked, onMend, onStop, onClose }: FooterProps) {
  if (isMending) return <Button onClick={onStop}>Stop</Button>;
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={ticked === null || ticked === 0} onClick={onMend}>
        {ticked === null || ticked === 0 ? 'Mend' : `Mend ${countOf(ticked, 'track')}`}
      </Button>
    </>
  );
}

interface BodyProps extends Pick<ChangesProps, 'leftOut' | 'onLeftOut'> {
  /** Absent while it is worked out. */
  readonly preview: MendPreview | undefined;
  readonly error: Error | null;
  readonly isMending: boolean;
}

/** What would change, or how far the work is. */
function Body({ preview, error, isMending, leftOut, onLeftOut }: BodyProps) {
  const work = useLive(useHost().quality, (state) => state);
  if (isMending) return <Working text="Mending. You can stop it; what is done stays." label="Mending" work={work} />;
  if (error) return <Fault error={error} />;
  if (preview === undefined)
    return <Working text="Working out what would change." label="Working out the changes" work={work} />;
  return (
    <>
      <p role="status" className="border-b border-line px-4 py-2 text-sm">
        {summary(preview)}
      </p>
      {preview.tracks > 0 ? <Changes preview={preview} leftOut={leftOut} onLeftOut={onLeftOut} /> : null}
    </>
  );
}

/** Mends all tracks that break a rule: every change is shown first, and any can be left out. */
export function MendAllDialog({ rule, name, onClose }: MendAllDialogProps) {
  const { data: preview, error } = useMendPreview(rule);
  const [leftOut, setLeftOut] = useState<LeftOut>(new Set());
  const { mendAll, cancel } = useQualityChanges(onClose);
  const isMending = mendAll.isPending;
  const ticked = preview === undefined ? null : preview.tracks - leftOut.size;
  return (
    <Dialog
      large
      title={`Mend all: ${name}`}
      description="Nothing is changed that does not stand here. It is one step, and undo takes it back."
      onClose={onClose}
      footer={
        <Footer
          isMending={isMending}
          ticked={ticked}
          onMend={() => preview && mendAll.mutate({ preview: preview.number, leftOut: [...leftOut] })}
          onStop={() => cancel.mutate(undefined)}
          onClose={onClose}
        />
      }
    >
      <Body preview={preview} error={error} isMending={isMending} leftOut={leftOut} onLeftOut={setLeftOut} />
    </Dialog>
  );
}
