import { ChevronRight, Ellipsis, Folder, FolderOpen, Package, Sparkles } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useRef } from 'react';
import type { Crate } from '#shared/contract/crates.ts';
import type { CrateId } from '#shared/contract/ids.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import type { CrateLine } from './crate-lines.ts';
import type { DropSide } from './use-crate-drag.ts';
import { LINE_HEIGHT } from './use-line-window.ts';

/** Levels further in are not moved further to the side: names must stay readable in a narrow sidebar. */
const MOST_INDENTS = 7;
const INDENT_PX = 11;

function CrateIcon({ kind, expanded }: { readonly kind: Crate['kind']; readonly expanded: boolean }) {
  if (kind === 'smart') return <Sparkles size={14} aria-hidden />;
  if (kind === 'crate') return <Package size={14} aria-hidden />;
  return expanded ? <FolderOpen size={14} aria-hidden /> : <Folder size={14} aria-hidden />;
}

const KIND_WORDS: Readonly<Record<Crate['kind'], string>> = {
  folder: 'folder',
  crate: 'crate',
  smart: 'smart crate',
};

/** What follows the count for those who do not see the icon. */
function spokenEnd({ kind, trackCount }: Crate): string {
  if (trackCount === null) return `search cannot be read, ${KIND_WORDS[kind]}`;
  return `${trackCount === 1 ? 'track' : 'tracks'}, ${KIND_WORDS[kind]}`;
}

interface NameEditorProps {
  readonly name: string;
  /** null: leave it as it is. @param byKey The keyboard stays in the tree. */
  readonly onName: (name: string | null, byKey: boolean) => void;
}

function NameEditor({ name, onName }: NameEditorProps) {
  const field = useRef<HTMLInputElement>(null);
  const closed = useRef(false);
  useEffect(() => field.current?.select(), []);
  const close = (save: boolean, byKey: boolean) => {
    if (closed.current) return;
    closed.current = true;
    const next = field.current?.value.trim() ?? '';
    onName(save && next !== '' && next !== name ? next : null, byKey);
  };
  const handleKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') close(true, true);
    if (event.key === 'Escape') close(false, true);
  };
  return (
    <input
      ref={field}
      defaultValue={name}
      maxLength={200}
      aria-label={`New name of ${name}`}
      spellCheck={false}
      className="h-[22px] w-full min-w-0 rounded-sm border border-focus bg-field px-1 text-sm outline-none"
      onKeyDown={handleKey}
      onBlur={() => close(true, false)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}

/** Opens the menu of the row, as a right click does. The keyboard has its own key for that. */
function openMenu(event: MouseEvent): void {
  event.stopPropagation();
  const { clientX, clientY } = event;
  event.currentTarget.dispatchEvent(new globalThis.MouseEvent('contextmenu', { bubbles: true, clientX, clientY }));
}

function MoreButton({ name }: { readonly name: string }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden
      title={`Actions for ${name}`}
      onClick={openMenu}
      className="absolute end-0.5 hidden size-[22px] items-center justify-center rounded-md text-muted group-hover:inline-flex hover:bg-control-hover hover:text-ink"
    >
      <Ellipsis size={14} />
    </button>
  );
}

/** Name and count, and the name that is being typed instead. */
function CrateName({
  crate,
  renaming,
  onName,
}: Pick<CrateRowProps, 'renaming' | 'onName'> & { readonly crate: Crate }) {
  if (renaming) return <NameEditor name={crate.name} onName={(name, byKey) => onName(crate.id, name, byKey)} />;
  return (
    <>
      <span className="min-w-0 flex-1 truncate" title={crate.name}>
        {crate.name}
      </span>
      <span className="shrink-0 text-xs text-faint group-hover:opacity-0">
        {crate.trackCount === null ? '!' : crate.trackCount.toLocaleString('en')}
      </span>
      <span className="sr-only">{spokenEnd(crate)}</span>
      <MoreButton name={crate.name} />
    </>
  );
}

interface CrateRowProps {
  readonly line: CrateLine;
  readonly index: number;
  /** Its tracks are on show. */
  readonly active: boolean;
  /** Tab reaches it. */
  readonly stop: boolean;
  readonly drop: DropSide | null;
  readonly renaming: boolean;
  readonly onName: (id: CrateId, name: string | null, byKey: boolean) => void;
}

/** A line of the tree. Clicks, keys and drags are handled by the tree. */
export const CrateRow = memo(function CrateRow(props: CrateRowProps) {
  const { line, index, active, stop, drop, renaming, onName } = props;
  const { crate, level, expanded } = line;
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={line.place}
      aria-setsize={line.siblings}
      aria-expanded={expanded ?? undefined}
      aria-selected={active}
      tabIndex={stop ? 0 : -1}
      draggable={!renaming}
      data-crate={crate.id}
      data-drop={drop ?? undefined}
      className={classNames(
        'crate-row group',
        active ? 'bg-control text-ink' : 'text-muted hover:bg-row-hover hover:text-ink',
      )}
      style={{
        transform: `translateY(${index * LINE_HEIGHT}px)`,
        paddingInlineStart: Math.min(level - 1, MOST_INDENTS) * INDENT_PX,
      }}
    >
      {active ? <span className="absolute inset-y-1.5 start-0 w-[2px] rounded-full bg-accent" aria-hidden /> : null}
      <span data-twist className="flex h-full w-4 shrink-0 items-center justify-center" aria-hidden>
        {expanded === null ? null : (
          <ChevronRight size={12} className={classNames('text-faint', expanded && 'rotate-90')} />
        )}
      </span>
      <span
        className={classNames('shrink-0', crate.colour === null && (active ? 'text-accent' : 'text-faint'))}
        style={crate.colour === null ? undefined : { color: crate.colour }}
      >
        <CrateIcon kind={crate.kind} expanded={expanded === true} />
      </span>
      <CrateName crate={crate} renaming={renaming} onName={onName} />
    </div>
  );
});
