import { CircleCheck, ClipboardCheck, EyeOff } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { QualityFilter, QualityOverview, QualityWork } from '#shared/contract/quality.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useQualityOverview, useQualityTracks } from '#renderer/host-client/quality.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { VirtualGrid } from '#renderer/ui/virtual-grid.tsx';
import { QualityRow } from './quality-row.tsx';
import { RuleList, RuleSelect } from './rule-choice.tsx';
import { RuleStrip } from './rule-strip.tsx';
import { LibraryScore } from './score.tsx';

const EVERYTHING: QualityFilter = { rule: null, ignored: false };
/** A row with two problems, one of them with a change. */
const ROW_HEIGHT = 126;

function summary({ score, tracks, flawless }: QualityOverview): string {
  if (score === null) return '';
  const wrong = tracks - flawless;
  if (wrong === 0) return `Nothing to mend in ${countOf(tracks, 'track')}`;
  return `${wrong.toLocaleString('en')} of ${countOf(tracks, 'track')} with something to mend`;
}

function Scoring({ work }: { readonly work: QualityWork | null }) {
  const done = work?.phase === 'scoring' ? work.done : 0;
  const total = work?.phase === 'scoring' ? work.total : 0;
  return (
    <EmptyState
      icon={<ClipboardCheck size={28} strokeWidth={1.4} aria-hidden />}
      title="Looking at your tracks"
      actions={
        <ProgressBar label="Looking at the data" fraction={total === 0 ? null : done / total} className="w-56" />
      }
    >
      Every track is checked once for what is missing, misspelled or impossible. Nothing is changed by that.
    </EmptyState>
  );
}

function Nothing({ overview, filter }: { readonly overview: QualityOverview; readonly filter: QualityFilter }) {
  if (overview.tracks === 0)
    return (
      <EmptyState title="No tracks yet">Add a music folder, and what is wrong with its data stands here.</EmptyState>
    );
  if (filter.ignored)
    return (
      <EmptyState icon={<EyeOff size={28} strokeWidth={1.4} aria-hidden />} title="Ignored">
        This rule counts for no track. It takes nothing from the score.
      </EmptyState>
    );
  return (
    <EmptyState icon={<CircleCheck size={28} strokeWidth={1.4} aria-hidden />} title="Nothing to mend here">
      Every track is as it should be.
    </EmptyState>
  );
}

function Fault({ error }: { readonly error: Error }) {
  return (
    <div role="alert" className="h-full">
      <EmptyState title="The data could not be checked">{describeError(error).message}</EmptyState>
    </div>
  );
}

interface TracksProps {
  readonly overview: QualityOverview;
  readonly filter: QualityFilter;
}

/** Tracks of the choice, the worst first. */
function Tracks({ overview, filter }: TracksProps) {
  const [range, setRange] = useState({ first: 0, last: 10 });
  const { total, rowAt, error } = useQualityTracks(filter, range.first, range.last);
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), []);
  if (error) return <Fault error={error} />;
  if (total === null) return null;
  if (total === 0) return <Nothing overview={overview} filter={filter} />;
  return (
    <VirtualGrid
      label="Tracks, the worst first"
      count={total}
      rowHeight={ROW_HEIGHT}
      content={`${filter.rule ?? ''} ${filter.ignored}`}
      onRange={onRange}
      className="flex-1"
    >
      {(index) => {
        const item = rowAt(index);
        if (item === null) return <div role="presentation" style={{ height: ROW_HEIGHT }} />;
        return <QualityRow item={item} index={index} ignored={filter.ignored} />;
      }}
    </VirtualGrid>
  );
}

function Body({ overview }: { readonly overview: QualityOverview }) {
  const [wanted, setFilter] = useState(EVERYTHING);
  const rule = overview.rules.find(({ id }) => id === wanted.rule);
  // A rule that has nothing left to mend stays on show, and says so; one that counts again is no ignored one.
  const isLeftOut = rule !== undefined && (rule.ignored || rule.ignoredTracks > 0);
  const filter = wanted.ignored && !isLeftOut ? { ...wanted, ignored: false } : wanted;
  return (
    <div className="@container flex min-h-0 flex-1">
      <RuleList overview={overview} filter={filter} onFilter={setFilter} />
      <div className="@container flex min-w-0 flex-1 flex-col">
        <RuleSelect overview={overview} filter={filter} onFilter={setFilter} />
        {rule ? <RuleStrip rule={rule} /> : null}
        <Tracks key={filter.ignored ? 'ignored' : 'counted'} overview={overview} filter={filter} />
      </div>
    </div>
  );
}

/** How complete and right the data of the library are, what is wrong with them, and mending it. */
export function QualityView() {
  const work = useLive(useHost().quality, (state) => state);
  const { data: overview, error } = useQualityOverview();
  return (
    <main aria-label="Data quality" className="flex min-w-0 flex-1 flex-col bg-panel">
      <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3">
        <h1 className="text-md font-semibold whitespace-nowrap">Data quality</h1>
        {overview && overview.score !== null ? <LibraryScore score={overview.score} /> : null}
        <p role="status" className="min-w-0 flex-1 truncate text-xs text-muted">
          {overview ? summary(overview) : ''}
        </p>
      </div>
      {error && !overview ? <Fault error={error} /> : null}
      {overview ? <Body overview={overview} /> : null}
      {!overview && !error ? <Scoring work={work} /> : null}
    </main>
  );
}
