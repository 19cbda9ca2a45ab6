export * from './open-knock-api.ts';
export * from './ports.ts';
