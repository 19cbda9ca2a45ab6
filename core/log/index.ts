export * from './log-store.ts';
export * from './open-log-store.ts';
