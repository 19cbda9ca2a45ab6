export * from './create-receiver-host.ts';
export { type AuthorityStore, createLocalAuthority, type LocalAuthority } from './local-authority.ts';
export * from './receiver-host.ts';
export { maxBodiesUnderWayBytes, maxBodyBytes } from './request-body.ts';
