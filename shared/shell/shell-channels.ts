/** Names under which the preload script and Electron's main process talk: nothing else passes between them. */
export const SHELL_CHANNELS = {
  choose: 'shell:choose',
  rememberFolder: 'shell:remember-folder',
  copyText: 'shell:copy-text',
  command: 'shell:command',
  hostRestart: 'shell:host-restart',
  connectHost: 'shell:connect-host',
  hostPort: 'shell:host-port',
} as const;
