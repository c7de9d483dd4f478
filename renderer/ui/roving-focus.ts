/** What the keyboard can stand on in a row: the row itself where it asks for it, and every control that works now. */
const STOPS = '[data-stop], button:not(:disabled)';
const PAGE_ROWS = 10;

function stopsOf(row: HTMLElement): HTMLElement[] {
  const inside = [...row.querySelectorAll<HTMLElement>(STOPS)];
  return row.matches(STOPS) ? [row, ...inside] : inside;
}

interface Place {
  readonly row: number;
  readonly stop: number;
}

/** How a key moves from a place, before it is held inside of the list; null for keys that do not move. */
function after({ row, stop }: Place, key: string): Place | null {
  const moves: Readonly<Record<string, Place>> = {
    ArrowDown: { row: row + 1, stop },
    ArrowUp: { row: row - 1, stop },
    PageDown: { row: row + PAGE_ROWS, stop },
    PageUp: { row: row - PAGE_ROWS, stop },
    Home: { row: 0, stop },
    End: { row: Number.POSITIVE_INFINITY, stop },
    ArrowRight: { row, stop: stop + 1 },
    ArrowLeft: { row, stop: stop - 1 },
  };
  return moves[key] ?? null;
}

const clamp = (value: number, length: number): number => Math.max(0, Math.min(length - 1, value));

/**
 * One Tab stop for a whole grid, moved by arrow keys (the grid pattern of the ARIA practices). Works on the document
 * because rows come and go by themselves: when the row with the keyboard leaves or its control is switched off, the
 * keyboard goes to what stands in its place, and never gets lost.
 */
export class RovingFocus {
  private readonly grid: HTMLElement;
  private readonly observer = new MutationObserver(() => this.tidy());
  /** The stop that Tab reaches, and where it stands. */
  private home: HTMLElement | null = null;
  private place: Place = { row: 0, stop: 0 };
  /** The keyboard was here last: nothing else has been focused or pressed since. */
  private held = false;
  private content: string | undefined;

  constructor(grid: HTMLElement) {
    this.grid = grid;
  }

  /** @returns What takes it down again. */
  mount(): () => void {
    const elsewhere = (event: Event) => {
      if (!(event.target instanceof Node && this.grid.contains(event.target))) this.held = false;
    };
    const arrived = (event: FocusEvent) => this.arrived(event.target);
    const pressed = (event: KeyboardEvent) => this.pressed(event);
    this.observer.observe(this.grid, { childList: true, subtree: true, attributeFilter: ['disabled', 'data-stop'] });
    this.grid.addEventListener('focusin', arrived);
    this.grid.addEventListener('keydown', pressed);
    document.addEventListener('focusin', elsewhere);
    document.addEventListener('pointerdown', elsewhere);
    this.tidy();
    return () => {
      this.observer.disconnect();
      this.grid.removeEventListener('focusin', arrived);
      this.grid.removeEventListener('keydown', pressed);
      document.removeEventListener('focusin', elsewhere);
      document.removeEventListener('pointerdown', elsewhere);
    };
  }

  /** @param content Names what is listed; when it has changed, the keyboard begins at the top. */
  show(content: string | undefined): void {
    if (content === this.content) return;
    this.content = content;
    this.home = null;
    this.place = { row: 0, stop: 0 };
    if (this.held) this.tidy()?.focus();
    else this.tidy();
  }

  private rows(): HTMLElement[][] {
    return [...this.grid.querySelectorAll<HTMLElement>('[role="row"]')].map(stopsOf).filter(({ length }) => length > 0);
  }

  private at(rows: readonly HTMLElement[][], { row, stop }: Place): HTMLElement | null {
    const stops = rows[clamp(row, rows.length)];
    return stops?.[clamp(stop, stops.length)] ?? null;
  }

  /** Leaves one stop that Tab reaches, and takes the keyboard back where what had it is gone. @returns The stop. */
  private tidy(): HTMLElement | null {
    const rows = this.rows();
    this.settle(rows);
    for (const stop of rows.flat()) stop.tabIndex = stop === this.home ? 0 : -1;
    const active = document.activeElement;
    const lost =
      active === null || active === document.body || (this.grid.contains(active) && active.matches(':disabled'));
    if (this.held && lost) this.home?.focus();
    return this.home;
  }

  /** Says where the home stands now: its row may have moved, or left. */
  private settle(rows: readonly HTMLElement[][]): void {
    const { home } = this;
    const row = home === null ? null : home.closest('[role="row"]');
    const moved = rows.findIndex((stops) => stops[0]?.closest('[role="row"]') === row);
    if (moved >= 0) this.place = { ...this.place, row: moved };
    const stop = home === null ? -1 : (rows[moved]?.indexOf(home) ?? -1);
    if (stop >= 0) this.place = { row: moved, stop };
    else this.home = this.at(rows, this.place);
  }

  private arrived(target: EventTarget | null): void {
    const stop = target instanceof Element ? target.closest<HTMLElement>(STOPS) : null;
    if (stop === null) return;
    this.held = true;
    this.home = stop;
    this.tidy();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const wanted = after(this.place, event.key);
    if (wanted === null) return;
    event.preventDefault();
    event.stopPropagation();
    const target = this.at(this.rows(), wanted);
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  }
}
