import type { UiWindow } from './ui-window.ts';

/** The host was started again and does not know this browser any more. */
export async function signOut({ page, host }: UiWindow): Promise<void> {
  await page.context().clearCookies();
  host.restart({});
  await page.getByText('MusicForge was started again. Open the link in its terminal').waitFor();
}

/** Makes the window throw in the course of a change of the theme. */
export async function breakWindow({ page }: UiWindow): Promise<void> {
  await page.evaluate(() => {
    window.matchMedia = () => {
      throw new Error('The theme cannot be read.');
    };
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('light theme');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'The window ran into a fault' }).waitFor();
}
