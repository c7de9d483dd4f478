import { net, protocol } from 'electron';
import { createMediaHandler } from '#main/media/media-handler.ts';
import type { MediaSource } from '#main/media/media-source.ts';
import { createPageFiles } from '#main/platform/page-files.ts';
import { APP_SCHEME, isAppUrl } from './app-url.ts';

/** Must run before the app is ready. The scheme counts as secure and has an origin of its own, as https would. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
}

/**
 * Serves the page and the media, with the policy and headers that the HTTP server sends.
 * @param pageFolder dist/renderer.
 * @param devPage Origin of the development server that serves the page instead, or null.
 */
export function serveApp(pageFolder: string, media: MediaSource, devPage: string | null): void {
  const serveMedia = createMediaHandler(media);
  const servePage =
    devPage === null
      ? createPageFiles(pageFolder)
      : (request: Request) => net.fetch(request.url.replace(/^app:\/\/musicforge/, devPage));
  protocol.handle(APP_SCHEME, async (request) => {
    if (!isAppUrl(request.url)) return new Response(null, { status: 403 });
    return new URL(request.url).pathname.startsWith('/media/') ? serveMedia(request) : servePage(request);
  });
}
