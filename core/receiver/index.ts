export * from './create-receiver-host.ts';
export * from './receiver-host.ts';
export { maxRecordedBytes, maxRecordedRequests } from './recording.ts';
export { maxBodyBytes } from './request-body.ts';
