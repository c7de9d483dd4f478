import { contentSecurityPolicy, createNonce, SECURITY_HEADERS } from '#main/platform/content-security.ts';

/** What someone sees who has no session: why, and what to do. */
export function signInPage(): Response {
  const nonce = createNonce();
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>MusicForge: open it with a fresh link</title>
<style nonce="${nonce}">
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem; background: #14161a; color: #e6e8ec }
  code { background: #262a31; padding: .1em .35em; border-radius: 4px }
</style>
<main>
<h1>This browser is not signed in</h1>
<p>MusicForge is running, but it opens only for the link that it printed in its terminal. A link works once, in one browser.</p>
<p><strong>What to do:</strong> go to the terminal where MusicForge runs, press <kbd>Enter</kbd> for a fresh link, and open that. Or stop MusicForge with <kbd>Ctrl</kbd>+<kbd>C</kbd> and run <code>npm start</code> again.</p>
</main>
</html>
`;
  return new Response(html, {
    status: 401,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
    },
  });
}
