/**
 * Keystroke in the search box to new rows, 100,000 tracks: npm run bench -- search
 * Reference of the same run: filtering the same 100,000 texts in an array, without a database, process or window.
 */
import type { Page } from 'playwright-core';
import { inventTracks } from '#test/support/many-tracks.ts';
import { milliseconds, quantile, SEARCHES, TRACK_GRID, TRACKS, withOpenLibrary } from './library-app.ts';

const TARGET_P95_MS = 30;
/** Between two keys: a fast typist. */
const KEY_GAP_MS = 150;

interface Keystrokes {
  /** From the key to the rows in the document, laid out. */
  readonly rowsMs: number[];
  /** The same until the next frame. */
  readonly paintedMs: number[];
}

/**
 * Notes for each input of the search box how long it takes until the grid shows the rows of what was typed: until it has
 * become busy and ready again.
 */
function watchKeystrokes(trackGrid: string): void {
  const times: Keystrokes = { rowsMs: [], paintedMs: [] };
  Object.assign(window, { keystrokes: times });
  let startMs: number | null = null;
  let wasBusy = false;
  document.querySelector('#library-search')?.addEventListener('input', (event) => {
    startMs = event.timeStamp;
    wasBusy = false;
  });
  const observer = new MutationObserver(() => {
    const grid = document.querySelector(trackGrid);
    if (startMs === null || grid === null) return;
    if (grid.getAttribute('aria-busy') === 'true') wasBusy = true;
    else if (wasBusy) {
      const from = startMs;
      startMs = null;
      grid.getBoundingClientRect();
      times.rowsMs.push(performance.now() - from);
      requestAnimationFrame(() => setTimeout(() => times.paintedMs.push(performance.now() - from)));
    }
  });
  observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
}

async function typeSearches(page: Page): Promise<Keystrokes> {
  await page.evaluate(watchKeystrokes, TRACK_GRID);
  for (const search of SEARCHES) {
    await page.click('#library-search', { clickCount: 3 });
    await page.keyboard.type(search, { delay: KEY_GAP_MS });
    await page.waitForTimeout(500);
  }
  return page.evaluate(() => (window as unknown as { keystrokes: Keystrokes }).keystrokes);
}

/** What a search costs at least: a pass over all texts in memory. */
function plainFilterMs(): number {
  const texts = inventTracks(TRACKS).map(({ title, artist, album, genre, comment }) =>
    [title, artist, album, genre, comment].join(' ').toLowerCase(),
  );
  const times = SEARCHES.map((search) => {
    const words = search.split(' ');
    const start = performance.now();
    texts.filter((text) => words.every((word) => text.includes(word)));
    return performance.now() - start;
  });
  return quantile(times, 0.5);
}

await withOpenLibrary(async ({ page }) => {
  const { rowsMs, paintedMs } = await typeSearches(page);
  if (rowsMs.length === 0) throw new Error('No keystroke was answered: is this still the table of tracks?');
  const plain = plainFilterMs();
  const p95 = quantile(rowsMs, 0.95);
  const line = (name: string, value: string) => console.log(`${name.padEnd(30)} ${value}`);
  line('keystrokes answered', `${rowsMs.length} of ${SEARCHES.join('').length}`);
  line('to rows, median', milliseconds(quantile(rowsMs, 0.5)));
  line('to rows, p95', `${milliseconds(p95)} (target <= ${milliseconds(TARGET_P95_MS)})`);
  line(
    'to rows painted, median / p95',
    `${milliseconds(quantile(paintedMs, 0.5))} / ${milliseconds(quantile(paintedMs, 0.95))}`,
  );
  line('plain filter of an array', `${plain.toFixed(1)} ms; ratio of the p95 ${(p95 / plain).toFixed(0)}`);
});
