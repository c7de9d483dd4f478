import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inventTrack } from '#test/support/fake-host/invented-tracks.ts';
import { closeSharedBrowser, openWindow, tabTo, type UiWindow } from '#test/support/ui-window.ts';

let ui: UiWindow;

beforeEach(async () => {
  ui = await openWindow({ trackCount: 31 });
});
afterEach(async () => {
  expect(ui.faults).toEqual([]);
  await ui.close();
});
afterAll(closeSharedBrowser);

const bpm = (index: number): number => inventTrack(index).bpm ?? 0;
const row = (index: number) =>
  ui.page.locator('[data-row]', { hasText: inventTrack(index).title }).filter({ hasText: inventTrack(index).artist });
const disagreement = () => ui.page.getByRole('region', { name: 'Sources disagree' });
const fact = (name: string) => ui.page.locator('dl > div', { has: ui.page.locator(`dt:text-is("${name}")`) });

/** Selects a track and opens its facts. */
async function openFacts(index: number): Promise<void> {
  await row(index).first().click();
  await ui.page.getByRole('heading', { name: inventTrack(index).title }).waitFor();
  await ui.page.getByRole('button', { name: 'All facts' }).click();
}

describe('where values come from', () => {
  test('a value says who found it, how sure, and who agrees', async () => {
    await openFacts(5);
    const percent = Math.round((inventTrack(5).bpmConfidence ?? 0) * 100);
    const text = (await fact('Tempo').innerText()).replaceAll('\n', ' ');
    expect(text).toContain(`${bpm(5).toFixed(2)} BPM analysis ${percent} %`);
    expect(text).toContain(`file tag ${Math.round(bpm(5)).toFixed(2)} agrees`);
    expect(await disagreement().count()).toBe(0);
  });

  test('half the tempo is said, and is no conflict', async () => {
    await openFacts(2);
    await fact('Tempo')
      .getByText(`file tag ${(bpm(2) / 2).toFixed(2)} is half or double the tempo`)
      .waitFor();
    expect(await disagreement().count()).toBe(0);
    expect(await fact('Tempo').getByLabel('Conflict:').count()).toBe(0);
  });

  test('a conflict is told with a sign and in words, and "Use this" settles it until undo', async () => {
    const other = (Math.round(bpm(1)) + 3).toFixed(2);
    await openFacts(1);
    await disagreement()
      .getByText(`Tempo ${bpm(1).toFixed(2)} counts`)
      .waitFor();
    await disagreement().getByText(`file tag ${other} differs`).waitFor();
    await fact('Tempo').getByLabel('Conflict:').waitFor();
    // With keys alone: the list is one stop of Tab.
    const useThis = disagreement().getByRole('button', { name: `Use this: tempo ${other} (file tag)` });
    await tabTo(ui.page, (await useThis.getAttribute('aria-label')) ?? '');
    await ui.page.keyboard.press('Enter');
    await fact('Tempo').getByText(`${other} BPM`).waitFor();
    await fact('Tempo')
      .getByText(/your choice/)
      .waitFor();
    expect(await disagreement().count()).toBe(0);
    await ui.page.getByRole('button', { name: 'Undo' }).click();
    await fact('Tempo')
      .getByText(`${bpm(1).toFixed(2)} BPM`)
      .waitFor();
    await disagreement().waitFor();
  });
});
