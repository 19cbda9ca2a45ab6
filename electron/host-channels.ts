/** Names of the messages between the preload and the main process; pages never see or name them. */
export const hostChannels = {
  requestEnginePort: 'host:request-engine-port',
  enginePort: 'host:engine-port',
  engineState: 'host:engine-state',
  readEngineState: 'host:read-engine-state',
  restartEngine: 'host:restart-engine',
  openWorkspace: 'host:open-workspace',
  newWorkspace: 'host:new-workspace',
  openExample: 'host:open-example',
  showInFolder: 'host:show-in-folder',
  command: 'host:command',
  setTitle: 'host:set-title',
  setTheme: 'host:set-theme',
  openExternal: 'host:open-external',
} as const;

/** What every handler answers: an error travels as data, so that the page never reads Electron's own wording. */
export type HostAnswer = { ok: true } | { ok: false; message: string };
