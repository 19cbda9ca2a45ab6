export * from './create-receiver-host.ts';
export * from './receiver-host.ts';
export { maxBodiesUnderWayBytes, maxBodyBytes } from './request-body.ts';
