/** The page's address. A name of its own, so that it shares storage and permissions with nothing else. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://musicforge`;
export const PAGE_URL = `${APP_ORIGIN}/`;

/** Whether the window may be at this URL: the page itself and nothing else, no other host, no other scheme. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${APP_SCHEME}:` && host === 'musicforge' && username === '' && password === '';
}
