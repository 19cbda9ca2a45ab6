export { archiveEntry, archiveFrame } from './http-archive.ts';
export * from './log-store.ts';
export * from './open-log-store.ts';
export { createRedaction, noRedaction, type Redaction } from './redaction.ts';
