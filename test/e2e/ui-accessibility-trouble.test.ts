import { afterAll, describe, test } from 'vitest';
import { expectAccessible, type Screen } from '#test/support/accessible-screens.ts';
import { breakWindow, signOut } from '#test/support/ui-trouble.ts';
import { closeSharedBrowser } from '#test/support/ui-window.ts';

const SCREENS: readonly Screen[] = [
  {
    name: 'a set with tracks',
    reach: async ({ page }) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^Saturday warm-up/ })
        .click();
      await page.getByRole('columnheader', { name: 'Position in the list' }).waitFor();
    },
  },
  {
    name: 'the editor of a cell',
    reach: async ({ page }) => {
      await page.locator('[data-row="1"]').click();
      await page.keyboard.press('F2');
      await page.getByRole('textbox', { name: /^Title of / }).waitFor();
    },
  },
];

const TROUBLE: readonly Screen[] = [
  {
    name: 'a track that cannot be played',
    reach: async ({ page }) => {
      await page.route('**/media/audio/*', (route) => route.fulfill({ contentType: 'audio/aiff', body: 'FORM' }));
      await page.locator('[data-row][data-missing="false"]').first().dblclick();
      await page.getByRole('region', { name: 'Deck' }).getByRole('alert').waitFor();
    },
  },
  {
    name: 'a change that failed',
    reach: async ({ page, host }) => {
      await page.getByRole('button', { name: 'Actions for the set Saturday warm-up' }).click();
      await page.getByRole('menuitem', { name: 'Rename…' }).click();
      host.library().change('Delete the sets', { sets: [] });
      await page.getByRole('textbox', { name: 'Name' }).fill('Sunday');
      await page.keyboard.press('Enter');
      await page.getByText('This set is not there any more.').first().waitFor();
    },
  },
  { name: 'a browser that is signed out', reach: signOut },
  {
    name: 'a host of another version',
    host: { incompatible: true },
    reach: ({ page }) => page.getByText('This window is of another version than its host').waitFor(),
  },
  {
    name: 'a browser that has not signed in',
    reach: async ({ page, host }) => {
      await page.context().clearCookies();
      await page.goto(host.server.origin);
      await page.getByRole('heading', { name: 'This browser is not signed in' }).waitFor();
    },
  },
  { name: 'a fault of the window itself', reach: breakWindow },
];

afterAll(closeSharedBrowser);

describe('axe finds no fault', () => {
  test.each(SCREENS)('in $name', expectAccessible);
  test.each(TROUBLE)('when there is $name', expectAccessible);
});
