import { expect, test } from 'vitest';
import { launchBrowser } from '#test/support/browser.ts';
import { startApp } from '#test/support/started-app.ts';

test('npm run dev serves the page from its sources, with hot reload', async () => {
  const app = await startApp({ script: 'dev.mjs' });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(app.link);
    await page.getByRole('button', { name: 'Try the demo library' }).waitFor();
    await expect.poll(() => said).toContain('[vite] connected.');
  } finally {
    await browser.close();
    await app.stop();
  }
});
