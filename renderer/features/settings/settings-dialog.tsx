import { Tabs } from 'radix-ui';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { AnalysisSettings } from './analysis-settings.tsx';
import { RecognitionSettings } from './recognition-settings.tsx';
import { AppearanceSettings } from './appearance-settings.tsx';
import { type ChooseFolder, LibrarySettings } from './library-settings.tsx';

const TABS = [
  ['appearance', 'Appearance'],
  ['analysis', 'Analysis and suggestions'],
  ['recognition', 'Recognition'],
  ['library', 'Library and help'],
] as const;

/** Settings take effect as they are changed; there is nothing to confirm. */
export function SettingsDialog({
  tab = 'appearance',
  chooseFolder,
  onClose,
}: {
  /** Shown first. */
  readonly tab?: (typeof TABS)[number][0];
  readonly chooseFolder: ChooseFolder;
  readonly onClose: () => void;
}) {
  return (
    <Dialog wide title="Settings" description="Changes take effect at once." onClose={onClose}>
      <Tabs.Root defaultValue={tab} className="min-h-[340px]">
        <Tabs.List aria-label="Settings" className="mb-3 flex gap-4 border-b border-line">
          {TABS.map(([value, label]) => (
            <Tabs.Trigger
              key={value}
              value={value}
              className="-mb-px border-b-2 border-transparent pb-2 text-sm text-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
            >
              {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="appearance" className="divide-y divide-line outline-none">
          <AppearanceSettings />
        </Tabs.Content>
        <Tabs.Content value="analysis" className="divide-y divide-line outline-none">
          <AnalysisSettings />
        </Tabs.Content>
        <Tabs.Content value="recognition" className="divide-y divide-line outline-none">
          <RecognitionSettings />
        </Tabs.Content>
        <Tabs.Content value="library" className="divide-y divide-line outline-none">
          <LibrarySettings chooseFolder={chooseFolder} />
        </Tabs.Content>
      </Tabs.Root>
    </Dialog>
  );
}
