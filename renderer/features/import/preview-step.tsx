import { Tabs } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import type { ImportPreview } from '#shared/contract/interchange.ts';
import { useHost } from '#renderer/host-client/host.tsx';
import { useCall } from '#renderer/host-client/use-call.ts';
import { useImportChoices } from '#renderer/stores/import-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { MergeRulesGrid } from './merge-rules.tsx';
import { Differences } from './preview-differences.tsx';
import { Overview } from './preview-overview.tsx';
import { Problems } from './preview-problems.tsx';
import { Failure, StepFrame } from './step-frame.tsx';

type TabName = 'overview' | 'differences' | 'rules' | 'problems';

function Tab({ name, label, count }: { readonly name: TabName; readonly label: string; readonly count?: number }) {
  return (
    <Tabs.Trigger
      value={name}
      className="-mb-px border-b-2 border-transparent pb-2 text-sm text-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
    >
      {label}
      {count === undefined || count === 0 ? null : (
        <span className="ms-1.5 rounded-full bg-control px-1.5 py-px text-2xs text-muted">
          {count.toLocaleString('en')}
        </span>
      )}
    </Tabs.Trigger>
  );
}

/** Scrolls by itself, and the keyboard can stand on it for that. */
function Panel({ name, children }: { readonly name: TabName; readonly children: ReactNode }) {
  return (
    <Tabs.Content value={name} className="min-h-0 flex-1 overflow-y-auto pt-3 outline-offset-[-2px]!">
      {children}
    </Tabs.Content>
  );
}

interface PreviewStepProps {
  readonly preview: ImportPreview;
  readonly onAgain: () => void;
}

/** What the import would do, and the rules by which. */
export function PreviewStep({ preview, onAgain }: PreviewStepProps) {
  const { client } = useHost();
  const { error, run } = useCall();
  const [tab, setTab] = useState<TabName>('overview');
  const { added, matched, problemCount, unknown, conflictingTracks } = preview;
  const tracks = added + matched.path + matched.content + matched.name;
  const apply = () => void run(() => client.interchange.apply({ rules: useImportChoices.getState().rules }));
  return (
    <StepFrame
      heading="What the import would do"
      text="Nothing is changed yet."
      footer={
        <>
          <Button onClick={onAgain}>Choose other files</Button>
          <span className="flex-1" />
          <Button look="primary" disabled={tracks === 0} onClick={apply}>
            {tracks === 0 ? 'Nothing to import' : `Import ${countOf(tracks, 'track')}`}
          </Button>
        </>
      }
    >
      {error === null ? null : (
        <div className="pb-3">
          <Failure>{error.message}</Failure>
        </div>
      )}
      <Tabs.Root value={tab} onValueChange={(next) => setTab(next as TabName)} className="flex min-h-0 flex-1 flex-col">
        <Tabs.List aria-label="Preview" className="flex gap-5 border-b border-line">
          <Tab name="overview" label="Overview" />
          <Tab name="differences" label="Differences" count={conflictingTracks} />
          <Tab name="rules" label="Rules" />
          <Tab name="problems" label="Problems" count={problemCount + unknown.length} />
        </Tabs.List>
        <Panel name="overview">
          <Overview preview={preview} onRules={() => setTab('rules')} />
        </Panel>
        <Panel name="differences">
          <Differences preview={preview} />
        </Panel>
        <Panel name="rules">
          <MergeRulesGrid preview={preview} />
        </Panel>
        <Panel name="problems">
          <Problems preview={preview} />
        </Panel>
      </Tabs.Root>
    </StepFrame>
  );
}
