import { useState } from 'react';
import type { ExportReport } from '#shared/contract/interchange.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { droppedTexts } from './dropped-words.ts';
import { Figures } from './figures.tsx';
import { Failure, StepFrame } from './step-frame.tsx';

function CopyPath({ path }: { readonly path: string }) {
  const shell = useShell();
  const [said, setSaid] = useState('');
  const copy = async () => {
    // Empty in between, so that a second copy is announced as well.
    setSaid('');
    try {
      await shell.copyText(path);
      setSaid('Copied.');
    } catch (error) {
      setSaid(describeError(error).message);
    }
  };
  return (
    <p className="flex items-center gap-3">
      <span className="selectable min-w-0 rounded-md border border-line bg-panel px-2 py-1 text-sm break-all">
        {path}
      </span>
      <Button onClick={() => void copy()}>Copy the path</Button>
      <span role="status" className="text-xs text-muted">
        {said}
      </span>
    </p>
  );
}

function LeftOut({ dropped }: Pick<ExportReport, 'dropped'>) {
  const texts = droppedTexts(dropped);
  return (
    <section aria-labelledby="export-left-out">
      <h4 id="export-left-out" className="text-sm font-medium">
        {texts.length === 0 ? 'Nothing was left out' : 'What the format has no place for'}
      </h4>
      {texts.length === 0 ? (
        <p className="text-sm text-muted">The format holds everything that is in your library.</p>
      ) : (
        <ul className="list-disc ps-4 pt-1 text-sm text-muted">
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ExportReportStepProps {
  readonly report: ExportReport;
  /** Why it could not go on. */
  readonly error: string | null;
  /** Goes on to the tags of the music files, where that was asked for. */
  readonly onTags: (() => void) | null;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** What was written, and what was left out. */
export function ExportReportStep({ report, error, onTags, onAgain, onClose }: ExportReportStepProps) {
  const { tracks, cues, loops, gridSegments, playlists, plays } = report.written;
  return (
    <StepFrame
      heading="The export is written"
      text="It was read back from the disk and holds this."
      footer={
        <>
          <Button onClick={onAgain}>Export something else…</Button>
          <span className="flex-1" />
          {onTags === null ? (
            <Button look="primary" onClick={onClose}>
              Close
            </Button>
          ) : (
            <>
              <Button onClick={onClose}>Close</Button>
              <Button look="primary" disabled={tracks === 0} onClick={onTags}>
                Go on to the music files…
              </Button>
            </>
          )}
        </>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto">
        {error === null ? null : <Failure>{error}</Failure>}
        <CopyPath path={report.path} />
        <Figures
          label="What was written"
          figures={[
            { count: tracks, name: 'tracks' },
            { count: playlists, name: 'playlists' },
            { count: cues, name: 'cue points' },
            { count: loops, name: 'loops' },
            { count: gridSegments, name: 'marks of beat grids' },
            { count: plays, name: 'plays of the history' },
          ]}
        />
        <LeftOut dropped={report.dropped} />
      </div>
    </StepFrame>
  );
}
