import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeSharedBrowser, openWindow, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 120 });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const grid = () => ui.page.getByRole('grid', { name: 'Suggestions' });
const rows = () => grid().getByRole('row');
const firstTitles = () => rows().evaluateAll((all) => all.map((row) => row.querySelector('p')?.textContent ?? ''));

async function select(row: number): Promise<void> {
  await ui.page.locator(`[data-row="${row}"]`).click();
  await grid().waitFor();
}

/** The filters are a line of words until they are opened. */
const openFilters = () => ui.page.getByRole('button', { name: /^Filters: strict keys/ }).click();

async function openSet(): Promise<void> {
  await ui.page
    .getByRole('navigation')
    .getByRole('button', { name: /^Saturday warm-up/ })
    .first()
    .click();
  await ui.page.getByRole('columnheader', { name: 'Position in the list' }).waitFor();
}

describe('why, and what counts', () => {
  test('each says why in words with a breakdown that is read out, and the first has 100', async () => {
    await select(0);
    const first = rows().first();
    expect(await first.innerText()).toContain('100');
    expect(await first.getByRole('listitem').count()).toBeGreaterThanOrEqual(2);
    const breakdown = first.getByRole('img', {
      name: /^Against the average track: (?:[A-Z][a-z ]+ [+−]\d\.\d(?:, )?)+$/,
    });
    expect(await breakdown.count()).toBe(1);
  });

  test('a slider changes the list at once, by keyboard; Reset brings it back', async () => {
    await select(0);
    const before = await firstTitles();
    await openFilters();
    const further = ui.page.getByRole('button', { name: /^More filters and weights/ });
    await further.focus();
    await ui.page.keyboard.press('Enter');
    expect(await further.getAttribute('aria-expanded')).toBe('true');
    await ui.page.getByRole('slider', { name: /^How much counts: Played together/ }).focus();
    await ui.page.keyboard.press('Home');
    await ui.page.getByText('1 changed').waitFor();
    await expect.poll(firstTitles).not.toEqual(before);
    await ui.page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(firstTitles).toEqual(before);
  });

  test('any key lets more in than strict ones', async () => {
    await select(0);
    const strict = await rows().count();
    await openFilters();
    await ui.page.getByRole('radio', { name: 'Any' }).first().click();
    await expect.poll(() => rows().count()).toBeGreaterThan(strict);
  });
});

describe('other than the likeliest', () => {
  test('a surprise is drawn and says so, is drawn again, and the likeliest come back', async () => {
    await select(0);
    const strict = await rows().count();
    await openFilters();
    await ui.page.getByRole('radio', { name: 'Any' }).first().click();
    await expect.poll(() => rows().count()).toBeGreaterThan(strict);
    const best = await firstTitles();
    await ui.page.getByRole('button', { name: 'Surprise me' }).click();
    await ui.page.getByText('Drawn at random from all that fit, likelier ones more often.').waitFor();
    await rows()
      .first()
      .getByText(/^Place \d+ of \d+ that fit$/)
      .waitFor();
    await ui.page.getByRole('button', { name: 'Draw again' }).click();
    await ui.page.getByRole('button', { name: 'Back to the likeliest' }).click();
    await expect.poll(firstTitles).toEqual(best);
  });

  test('more like one of them: its name is told, and another track ends it', async () => {
    await select(0);
    const title = (await firstTitles())[1] ?? '';
    await ui.page
      .getByRole('button', { name: `More about ${title}`, exact: true })
      .first()
      .click();
    await ui.page.getByRole('menuitem', { name: 'More like this' }).click();
    await ui.page.getByText(`More like "${title}"`).waitFor();
    await expect.poll(firstTitles).not.toContain(title);
    await select(2);
    await expect.poll(() => ui.page.getByText(/^More like "/).count()).toBe(0);
  });

  test('what is never to be suggested goes, has a tag in the sidebar, and comes back by undo', async () => {
    await select(0);
    const [title = ''] = await firstTitles();
    const before = await rows().count();
    await ui.page
      .getByRole('button', { name: `More about ${title}`, exact: true })
      .first()
      .click();
    await ui.page.getByRole('menuitem', { name: 'Never suggest' }).click();
    await ui.page
      .getByText(/^Not suggested any more/)
      .first()
      .waitFor();
    await expect.poll(() => rows().count()).toBe(before - 1);
    await ui.page
      .getByRole('navigation')
      .getByRole('button', { name: /^Never suggest/ })
      .first()
      .waitFor();
    await ui.page.keyboard.press('Control+z');
    await expect.poll(() => rows().count()).toBe(before);
  });
});

describe('a place in a set', () => {
  test('beside the selected track: what is around it is told, and a suggestion goes right there', async () => {
    await openSet();
    const [first, second, third] = ui.host.library().sets[0]!.trackIds;
    await ui.page.locator('[data-row="1"]').click();
    const titleOf = (id: typeof first) => ui.host.library().tracks.find((track) => track.id === id)?.title;
    await ui.page.getByText(`Between "${titleOf(second)}" and "${titleOf(third)}"`).waitFor();
    await ui.page.getByRole('radio', { name: 'Before it' }).click();
    await ui.page.getByText(`Between "${titleOf(first)}" and "${titleOf(second)}"`).waitFor();
    const [title = ''] = await firstTitles();
    await ui.page
      .getByRole('button', { name: `Insert ${title} here`, exact: true })
      .first()
      .click();
    await ui.page.getByText('Added 1 track to the set.').first().waitFor();
    const after = ui.host.library().sets[0]!.trackIds;
    expect([after[0], after[2]]).toEqual([first, second]);
    expect(titleOf(after[1])).toBe(title);
    await ui.page.getByRole('radio', { name: 'Outside the set' }).click();
    await ui.page.getByText('What follows this track, whatever stands in the set').waitFor();
    await grid()
      .getByRole('button', { name: /^Add .* to a set$/ })
      .first()
      .waitFor();
  });

  test('the menu of a track of the set takes the keyboard to its place, and opens the inspector for it', async () => {
    await openSet();
    await ui.page.locator('[data-row="2"]').click();
    await ui.page
      .getByRole('button', { name: /inspector/i })
      .first()
      .click();
    await expect.poll(() => grid().count()).toBe(0);
    await ui.page.locator('[data-row="2"]').click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: 'Suggest what comes before it' }).click();
    await grid().waitFor();
    await expect.poll(() => ui.page.evaluate(() => document.activeElement?.textContent)).toBe('Before it');
    // With the inspector open already.
    await ui.page.locator('[data-row="2"]').click({ button: 'right' });
    await ui.page.getByRole('menuitem', { name: 'Suggest what comes after it' }).click();
    await expect.poll(() => ui.page.evaluate(() => document.activeElement?.textContent)).toBe('After it');
  });
});

test('what was learned of the history is told in the settings, learned on demand and forgotten', async () => {
  await ui.page.keyboard.press('Control+,');
  await ui.page.getByRole('tab', { name: 'Analysis and suggestions' }).click();
  await ui.page.getByRole('button', { name: 'Learn now' }).click();
  const progress = ui.page.getByRole('progressbar', { name: 'Learning from your history' });
  await expect.poll(() => progress.getAttribute('aria-valuenow')).toBe('50');
  await ui.page.getByRole('button', { name: 'Stop learning' }).click();
  await ui.page.getByText('Stopped. Suggestions go on as they were.').first().waitFor();
  await progress.waitFor({ state: 'detached' });
  await ui.page.getByRole('button', { name: 'Learn now' }).click();
  await ui.page
    .getByText(/31 % stood among the first ten suggestions; with the weights that MusicForge comes with, 22 %/)
    .waitFor();
  await ui.page.getByRole('button', { name: 'Forget' }).click();
  await ui.page.getByText(/There are 68 sessions to learn from/).waitFor();
  await ui.page.getByRole('switch', { name: 'Key lock' }).click();
  await expect.poll(() => ui.page.getByRole('switch', { name: 'Key lock' }).getAttribute('aria-checked')).toBe('false');
  // The notice of what was learned does not take the Escape that is meant for the dialog.
  await ui.page.getByText('Forgotten. The weights that MusicForge comes with are used.').first().waitFor();
  await ui.page.keyboard.press('Escape');
  await expect.poll(() => ui.page.getByRole('dialog').count()).toBe(0);
});
