import { PanelBottom, PanelLeft, PanelRight } from 'lucide-react';
import { type PanelName, usePanels } from '#renderer/stores/panels-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { IconButton } from '#renderer/ui/button.tsx';

const TOGGLES = [
  { panel: 'sidebar', label: 'Sidebar', keys: shortcutText('toggle-sidebar'), Icon: PanelLeft },
  { panel: 'deck', label: 'Deck', keys: '', Icon: PanelBottom },
  { panel: 'inspector', label: 'Inspector', keys: shortcutText('toggle-inspector'), Icon: PanelRight },
] as const satisfies readonly {
  readonly panel: PanelName;
  readonly label: string;
  readonly keys: string;
  readonly Icon: typeof PanelLeft;
}[];

/** Shows and hides the panels round the table. */
export function PanelToggles() {
  const open = usePanels((state) => state.open);
  const toggle = usePanels((state) => state.toggle);
  return (
    <span className="flex items-center">
      {TOGGLES.map(({ panel, label, keys, Icon }) => (
        <IconButton
          key={panel}
          size="sm"
          label={label}
          keys={keys}
          aria-pressed={open[panel]}
          className={open[panel] ? 'text-ink' : ''}
          onClick={() => toggle(panel)}
        >
          <Icon size={14} aria-hidden />
        </IconButton>
      ))}
    </span>
  );
}
