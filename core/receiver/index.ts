export { maxBodiesUnderWayBytes } from './body-room.ts';
export * from './create-receiver-host.ts';
export * from './receiver-host.ts';
export { maxBodyBytes } from './request-body.ts';
