import { useEffect, useState } from 'react';

/**
 * Rows drawn in full in one frame while the table scrolls. A row costs about a millisecond of script, layout and paint
 * on a slow machine, so a jump by a whole screen stays well under the 50 ms after which a window feels stuck.
 */
const ROWS_A_FRAME = 10;

/**
 * Lets the rows of a fast scroll in over several frames. Those that wait are empty for a frame or two, which nobody can
 * read while they fly past; the scrolling itself never stops for them.
 */
class RowDrawing {
  /** At rest, as when a search changes, all rows are drawn at once. */
  table: { readonly isScrolling: boolean } | null = null;
  private drawn = 0;
  private counting = false;
  private readonly waiting = new Set<() => void>();

  /** Takes a place in this frame. @returns Whether there was one. */
  take(): boolean {
    if (this.table?.isScrolling !== true) return true;
    if (this.drawn >= ROWS_A_FRAME) return false;
    this.drawn += 1;
    this.count();
    return true;
  }

  /** Calls `draw` in the next frame that has a place. @returns The way to call it off. */
  wait(draw: () => void): () => void {
    this.waiting.add(draw);
    this.count();
    return () => this.waiting.delete(draw);
  }

  private count(): void {
    if (this.counting) return;
    this.counting = true;
    // Frames that scroll run these callbacks after the rows have taken their places: the count ends with the next one.
    requestAnimationFrame(() => requestAnimationFrame(this.nextFrame));
  }

  private readonly nextFrame = (): void => {
    this.drawn = 0;
    for (const draw of this.waiting) {
      if (this.drawn >= ROWS_A_FRAME) break;
      this.drawn += 1;
      this.waiting.delete(draw);
      draw();
    }
    this.counting = this.drawn > 0 || this.waiting.size > 0;
    if (this.counting) requestAnimationFrame(this.nextFrame);
  };
}

/** Of the one table of tracks. */
export const rowDrawing = new RowDrawing();

/** Whether a row is drawn in full yet. @param ready It has something to show. @param urgent It cannot wait: the keyboard is in it. */
export function useDrawn(ready: boolean, urgent: boolean): boolean {
  const [drawn, setDrawn] = useState(false);
  const waits = ready && !drawn;
  if (waits && (urgent || rowDrawing.take())) setDrawn(true);
  useEffect(() => (waits ? rowDrawing.wait(() => setDrawn(true)) : undefined), [waits]);
  return drawn;
}
