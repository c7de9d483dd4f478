import { isMac, keyLabels, SHORTCUTS, type Shortcut } from '#renderer/stores/shortcuts.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';

const ALL: readonly Shortcut[] = SHORTCUTS;

function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      {keys.map((combination, index) => (
        <span key={combination} className="flex items-center gap-0.5">
          {index > 0 ? <span className="pe-1 text-2xs text-faint">or</span> : null}
          {keyLabels(combination, isMac).map((key) => (
            <kbd
              key={key}
              className="inline-flex h-[19px] min-w-[19px] items-center justify-center rounded-sm border border-line-strong bg-control px-1.5 font-sans text-2xs text-ink"
            >
              {key}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}

function Group({ name }: { readonly name: Shortcut['group'] }) {
  return (
    <section aria-label={name} className="mb-4">
      <h3 className="mb-1 text-2xs font-semibold tracking-[0.06em] text-faint uppercase">{name}</h3>
      <dl>
        {ALL.filter((entry) => entry.group === name).map((entry) => (
          <div key={entry.id} className="flex min-h-[25px] items-center justify-between gap-3">
            <dt className="text-sm text-muted">{entry.label}</dt>
            <dd>
              <Keys keys={entry.keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The keyboard map, printed from the list that the handlers use. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog wide title="Keyboard shortcuts" onClose={onClose}>
      <div className="grid grid-cols-2 gap-x-8">
        <div>
          <Group name="General" />
          <Group name="Deck" />
          <Group name="Cue points and grid" />
        </div>
        <div>
          <Group name="Library" />
          <Group name="Sets and crates" />
        </div>
      </div>
    </Dialog>
  );
}
