/**
 * How the window gets its line to the host in Electron. The page posts CONNECT_HOST to itself; the preload script, which
 * hears it, asks the main process, which makes a channel, gives one end to the host, and the preload script posts the
 * other end to the page with HOST_PORT. A page may ask again whenever its line is lost.
 */
export const CONNECT_HOST = 'musicforge:connect-host';
export const HOST_PORT = 'musicforge:host-port';
