import type { CopyPlan, CopyScope } from '#shared/contract/copies.ts';
import { useCopies, useCopyPlan } from '#renderer/host-client/copies.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { countOf, formatBytes } from '#renderer/ui/format.ts';
import { FileBrowser, useFolderPath } from './file-browser.tsx';
import { Failure, StepFrame } from './step-frame.tsx';

/** Shown of the tracks without a file; the others are counted. */
const MOST_MISSING = 8;

function Missing({ missing, missingCount }: Pick<CopyPlan, 'missing' | 'missingCount'>) {
  if (missingCount === 0) return null;
  const more = missingCount - Math.min(MOST_MISSING, missing.length);
  return (
    <section aria-labelledby="copy-missing">
      <h4 id="copy-missing" className="text-sm font-medium text-warning">
        {countOf(missingCount, 'track')} cannot be copied
      </h4>
      <ul className="pt-1 text-xs text-muted">
        {missing.slice(0, MOST_MISSING).map(({ track, reason }, place) => (
          // The same track may stand in a list twice.
          <li key={`${place} ${track}`} className="truncate" title={`${track}: ${reason}`}>
            {track}: {reason}
          </li>
        ))}
        {more > 0 ? <li>And {more.toLocaleString('en')} more.</li> : null}
      </ul>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div className="flex justify-between gap-3">
      <dt className="text-muted">{name}</dt>
      <dd className="text-end tabular-nums">{children}</dd>
    </div>
  );
}

function Plan({ plan }: { readonly plan: CopyPlan }) {
  const { files, bytes, there, neededBytes, freeBytes, folder, insideLibrary } = plan;
  const lacking = neededBytes - freeBytes;
  return (
    <div className="flex flex-col gap-3">
      <dl className="flex flex-col gap-1 text-sm">
        <Fact name="Files">{`${files.toLocaleString('en')}, ${formatBytes(bytes)}`}</Fact>
        {there > 0 ? <Fact name="There already">{countOf(there, 'file')}</Fact> : null}
        <Fact name="Needed">{formatBytes(neededBytes)}</Fact>
        <Fact name="Free there">{formatBytes(freeBytes)}</Fact>
      </dl>
      <p className="text-xs text-muted">
        Goes to <span className="selectable break-all text-ink">{folder}</span>
      </p>
      {lacking > 0 ? (
        <Failure>There is not enough room: {formatBytes(lacking)} more are needed. Choose another place.</Failure>
      ) : null}
      {insideLibrary ? (
        <p className="text-xs text-warning">
          This is inside a music folder of your library: the copies would be found there as tracks of their own.
        </p>
      ) : null}
      <Missing missing={plan.missing} missingCount={plan.missingCount} />
    </div>
  );
}

interface CopyChoiceProps {
  readonly scope: CopyScope;
  /** Of what is copied. */
  readonly name: string;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

/** Where to, and what that takes. */
export function CopyChoice({ scope, name, onStarted, onClose }: CopyChoiceProps) {
  const shell = useShell();
  const folder = useFolderPath();
  const place = folder.isListed ? folder.listing?.path : undefined;
  const { data: plan, error } = useCopyPlan(scope, place === '' ? undefined : place);
  const { start } = useCopies(onStarted);
  const fits = plan !== undefined && plan.files > 0 && plan.neededBytes <= plan.freeBytes && !folder.isTyped;
  const choose = async () => {
    const [path] = await shell.choose({ kind: 'folder', title: 'Copy files to…' });
    if (path !== undefined) folder.open(path);
  };
  const copy = () => (place === undefined ? undefined : start.mutate({ scope, folder: place }));
  return (
    <StepFrame
      heading={`Where should the files of ${name} go?`}
      text="They are copied in order, with a playlist. Each byte is read back and compared. Your own files stay as they are."
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!fits} onClick={copy}>
            Copy
          </Button>
        </>
      }
    >
      <div className="flex min-h-0 flex-1 gap-5">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <FileBrowser label="Folder to copy to" folder={folder} picking={null} onEnter={folder.open}>
            {shell.hasDialogs ? <Button onClick={() => void choose()}>Choose a folder…</Button> : null}
          </FileBrowser>
        </div>
        <section aria-label="What is copied" aria-live="polite" className="w-[38%] shrink-0 overflow-y-auto">
          {error === null ? null : <Failure>{describeError(error).message}</Failure>}
          {plan === undefined ? null : <Plan plan={plan} />}
          {plan?.files === 0 ? <p className="pt-2 text-sm text-muted">There is no file to copy.</p> : null}
        </section>
      </div>
    </StepFrame>
  );
}
