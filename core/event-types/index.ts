export { exportAsyncApi, importAsyncApi } from './asyncapi.ts';
export { compareSchemas, type SchemaChange } from './compare-schemas.ts';
export type { ExportOptions, ImportedEventTypes, ImportNote, NamedEventType } from './event-document.ts';
export { findPayload } from './find-payload.ts';
export { generateExamples } from './generate-examples.ts';
export { inferSchema } from './infer-schema.ts';
export { valueAt } from './json-pointer.ts';
export { exportOpenApi, importOpenApi } from './openapi.ts';
export { createPayloadValidator, type PayloadValidator, type SchemaIssue } from './validate-payload.ts';
