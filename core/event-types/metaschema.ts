import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from '../model/index.ts';

let compiled: ValidateFunction | null = null;

/**
 * The check of schemas by the 2020-12 metaschema. Compiling it takes longer than all that is done with it: it is done once, and
 * callers whose own time is limited have it done before.
 */
export function compileMetaschema(): ValidateFunction {
  compiled ??= new Ajv2020({ strict: false, allErrors: true, logger: false, validateFormats: false }).getSchema(
    'https://json-schema.org/draft/2020-12/schema',
    // Ajv brings it along.
  ) as ValidateFunction;
  return compiled;
}

/** What the metaschema does not take of a schema, in Ajv's words. */
export function metaschemaErrors(schema: JsonObject): readonly ErrorObject[] {
  const check = compileMetaschema();
  return check(schema) === true ? [] : (check.errors ?? []);
}
