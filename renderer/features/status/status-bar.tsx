import { History, Pause, Play, TriangleAlert, Undo2, X } from 'lucide-react';
import type { AnalysisState } from '#shared/contract/analysis.ts';
import type { ScanState } from '#shared/contract/library.ts';
import { useConnection, useHost, useLive } from '#renderer/host-client/host.tsx';
import { useAnalysisControl, useCancelDemo, useCancelScan } from '#renderer/host-client/mutations.ts';
import { useSourceCount } from '#renderer/host-client/queries.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { formatEta } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { CopyProgress } from './copy-progress.tsx';
import { RenderProgress } from './render-progress.tsx';
import { FindingProgress } from './finding-progress.tsx';
import { ConnectionBadge } from './connection-badge.tsx';
import { ImportProgress } from './import-progress.tsx';
import { PanelToggles } from './panel-toggles.tsx';
import { TagWritingProgress } from './tag-writing-progress.tsx';
import { HistoryProgress } from './history-progress.tsx';
import { TextEditProgress } from './text-edit-progress.tsx';
import { TaggingProgress } from './tagging-progress.tsx';

const count = (value: number): string => value.toLocaleString('en');

function ScanProgress({ scan }: { readonly scan: ScanState }) {
  const { mutate: cancel } = useCancelScan();
  return (
    <div className="flex shrink-0 items-center gap-2">
      <span className="whitespace-nowrap">
        {scan.counting
          ? `Counting files: ${count(scan.found)}`
          : `Reading files ${count(scan.done)} of ${count(scan.found)}`}
      </span>
      <ProgressBar
        label="Reading files"
        fraction={scan.counting || scan.found === 0 ? null : scan.done / scan.found}
        className="w-24"
      />
      {scan.etaSeconds === null ? null : (
        <span className="whitespace-nowrap text-faint">{formatEta(scan.etaSeconds)}</span>
      )}
      <IconButton label="Stop reading files" size="sm" onClick={() => cancel({})}>
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}

function analysisText(analysis: AnalysisState): string {
  const done = analysis.done + analysis.failed;
  if (analysis.blocked !== null) return `Analysis waits: ${analysis.blocked}`;
  return `${analysis.paused ? 'Analysis paused' : 'Analysing'} ${count(done)} of ${count(analysis.total)}`;
}

function AnalysisProgress({ analysis }: { readonly analysis: AnalysisState }) {
  const { pause, resume, cancel } = useAnalysisControl();
  const done = analysis.done + analysis.failed;
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Button
        look="quiet"
        className={`h-5 min-w-0 px-1.5 text-xs ${analysis.blocked === null ? '' : 'text-warning'}`}
        onClick={() => useDialogs.getState().show({ kind: 'analysis' })}
      >
        <span className="truncate">{analysisText(analysis)}</span>
      </Button>
      {analysis.blocked === null ? (
        <ProgressBar label="Analysis" fraction={analysis.total === 0 ? 0 : done / analysis.total} className="w-24" />
      ) : null}
      {analysis.etaSeconds === null || analysis.paused || analysis.blocked !== null ? null : (
        <span className="whitespace-nowrap text-faint">{formatEta(analysis.etaSeconds)}</span>
      )}
      {analysis.paused ? (
        <IconButton label="Go on with the analysis" size="sm" onClick={() => resume.mutate(undefined)}>
          <Play size={13} aria-hidden />
        </IconButton>
      ) : (
        <IconButton label="Pause the analysis" size="sm" onClick={() => pause.mutate(undefined)}>
          <Pause size={13} aria-hidden />
        </IconButton>
      )}
      <IconButton label="Cancel the analysis" size="sm" onClick={() => cancel.mutate({})}>
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}

function DemoProgress() {
  const demo = useLive(useHost().demo, (state) => state);
  const { mutate: cancel } = useCancelDemo();
  if (!demo?.running) return null;
  return (
    <div className="flex items-center gap-2">
      <span className="whitespace-nowrap">
        Making the demo library: {demo.done} of {demo.total}
      </span>
      <ProgressBar label="Demo library" fraction={demo.total === 0 ? null : demo.done / demo.total} className="w-24" />
      <IconButton label="Stop making the demo library" size="sm" onClick={() => cancel(undefined)}>
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}

interface ProblemsProps {
  readonly scan: ScanState | null;
  /** A number that still grows is not shown. */
  readonly analysing: boolean;
}

function Problems({ scan, analysing }: ProblemsProps) {
  // The analysis counts its present run; given up stays given up until it is tried again.
  const givenUp = useSourceCount('failed') ?? 0;
  const outdated = useSourceCount('outdated') ?? 0;
  const show = useDialogs((state) => state.show);
  const look = 'h-5 px-1.5 text-xs text-warning';
  return (
    <>
      {scan && scan.failed > 0 ? (
        <Button look="quiet" className={look} onClick={() => show({ kind: 'scan-problems' })}>
          <TriangleAlert size={12} aria-hidden /> {count(scan.failed)} unreadable
        </Button>
      ) : null}
      {!analysing && givenUp > 0 ? (
        <Button look="quiet" className={look} onClick={() => show({ kind: 'analysis' })}>
          <TriangleAlert size={12} aria-hidden /> {count(givenUp)} not analysed
        </Button>
      ) : null}
      {!analysing && outdated > 0 ? (
        <Button look="quiet" className="h-5 px-1.5 text-xs" onClick={() => show({ kind: 'analysis' })}>
          <History size={12} aria-hidden /> {count(outdated)} analysed by an older version
        </Button>
      ) : null}
    </>
  );
}

/** Said to screen readers at each step of a tenth, so that they are not flooded. */
function spokenProgress(scan: ScanState | null, analysis: AnalysisState | null): string {
  if (scan?.running) return 'Reading files';
  if (!analysis || analysis.total === 0) return '';
  const done = analysis.done + analysis.failed;
  if (done >= analysis.total) return 'Analysis ended';
  return `Analysis ${Math.floor((done / analysis.total) * 10) * 10} percent`;
}

const BAR = 'flex h-[26px] shrink-0 items-center gap-5 border-t border-line bg-ground px-3 text-xs text-muted';

export function StatusBar() {
  const host = useHost();
  const scan = useLive(host.scan, (state) => state);
  const analysis = useLive(host.analysis, (state) => state);
  const analysing = analysis !== null && analysis.queued + analysis.active.length > 0;
  const online = useConnection().phase === 'online';
  // What was last heard of a lost host may be wrong by now.
  if (!online)
    return (
      <footer className={BAR}>
        <ConnectionBadge />
        <span className="ms-auto">
          <PanelToggles />
        </span>
      </footer>
    );
  return (
    <footer className={BAR}>
      <ConnectionBadge />
      <DemoProgress />
      {scan?.running ? <ScanProgress scan={scan} /> : null}
      {analysing ? <AnalysisProgress analysis={analysis} /> : null}
      <TaggingProgress />
      <ImportProgress />
      <CopyProgress />
      <RenderProgress />
      <FindingProgress />
      <TagWritingProgress />
      <TextEditProgress />
      <HistoryProgress />
      <span className="ms-auto flex items-center gap-1">
        <Problems scan={scan?.running ? null : scan} analysing={analysing} />
        <IconButton
          label="History"
          keys={shortcutText('history')}
          size="sm"
          onClick={() => useDialogs.getState().show({ kind: 'history' })}
        >
          <Undo2 size={14} aria-hidden />
        </IconButton>
        <PanelToggles />
      </span>
      <span role="status" aria-live="polite" className="sr-only">
        {spokenProgress(scan, analysis)}
      </span>
    </footer>
  );
}
