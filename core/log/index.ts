export { type ArchivedAttempt, archiveOf } from './http-archive.ts';
export * from './log-store.ts';
export * from './open-log-store.ts';
export { createRedaction, noRedaction, type Redaction, redactionMask } from './redaction.ts';
