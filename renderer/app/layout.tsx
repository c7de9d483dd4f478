import { Deck } from '#renderer/features/deck/deck.tsx';
import { DuplicatesView } from '#renderer/features/duplicates/duplicates-view.tsx';
import { FirstRun } from '#renderer/features/first-run/first-run.tsx';
import { Inspector } from '#renderer/features/inspector/inspector.tsx';
import { LibraryView } from '#renderer/features/library/library-view.tsx';
import { NightsView } from '#renderer/features/nights/nights-view.tsx';
import { QualityView } from '#renderer/features/quality/quality-view.tsx';
import { SetPanel } from '#renderer/features/sets/set-panel.tsx';
import { Sidebar } from '#renderer/features/sidebar/sidebar.tsx';
import { StatusBar } from '#renderer/features/status/status-bar.tsx';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { GRID_ROW_PX, useDeckTools } from '#renderer/stores/deck-tools-store.ts';
import { PANELS, type PanelName, usePanels } from '#renderer/stores/panels-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Resizer } from '#renderer/ui/resizer.tsx';
import { useAddMusicFolder } from './use-add-music-folder.ts';

function PanelResizer({ panel, label }: { readonly panel: PanelName; readonly label: string }) {
  const size = usePanels((state) => state.sizes[panel]);
  return (
    <Resizer
      label={label}
      size={size}
      min={PANELS[panel].min}
      max={PANELS[panel].max}
      panel={panel === 'sidebar' ? 'before' : 'after'}
      direction={panel === 'deck' ? 'vertical' : 'horizontal'}
      onResize={(next) => usePanels.getState().resize(panel, next)}
    />
  );
}

/** Hidden, not taken away: the music goes on. As high as the user likes it once there is a track in it. */
function DeckPanel() {
  const { sizes, open } = usePanels();
  const gridRow = useDeckTools((state) => (state.grid ? GRID_ROW_PX : 0));
  const isEmpty = useDeck((state) => state.trackId === null);
  return (
    <section
      aria-label="Deck"
      hidden={!open.deck}
      className={open.deck ? 'flex shrink-0 flex-col' : ''}
      style={isEmpty ? undefined : { height: sizes.deck + gridRow }}
    >
      {isEmpty ? <div className="h-px bg-line" /> : <PanelResizer panel="deck" label="Height of the deck" />}
      <Deck />
    </section>
  );
}

function Centre() {
  const { screen, source } = useView();
  if (screen === 'duplicates') return <DuplicatesView />;
  if (screen === 'quality') return <QualityView />;
  if (screen === 'nights') return <NightsView />;
  return <LibraryView above={source.kind === 'set' ? <SetPanel id={source.setId} /> : null} />;
}

/** The frame of the window: sidebar, library, inspector, deck, status bar. */
export function Layout({ firstRun }: { readonly firstRun: boolean }) {
  const { sizes, open } = usePanels();
  const addFolder = useAddMusicFolder();
  return (
    <div className="flex h-full flex-col">
      <div className="flex min-h-0 flex-1">
        {open.sidebar ? (
          <nav
            aria-label="Library and sets"
            className="flex shrink-0"
            style={{ width: `min(${sizes.sidebar}px, 20vw)` }}
          >
            <Sidebar onAddFolder={addFolder} />
            <PanelResizer panel="sidebar" label="Width of the sidebar" />
          </nav>
        ) : null}
        {firstRun ? <FirstRun onAddFolder={addFolder} /> : <Centre />}
        {open.inspector && !firstRun ? (
          <aside aria-label="Inspector" className="flex shrink-0" style={{ width: `min(${sizes.inspector}px, 28vw)` }}>
            <PanelResizer panel="inspector" label="Width of the inspector" />
            <Inspector />
          </aside>
        ) : null}
      </div>
      {firstRun ? null : <DeckPanel />}
      <StatusBar />
    </div>
  );
}
