export * from './receiver-host.ts';
