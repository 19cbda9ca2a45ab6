export * from '../model/index.ts';
export * from './commands.ts';
export * from './engine-client.ts';
export * from './errors.ts';
export * from './host-bridge.ts';
export * from './payloads.ts';
