import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject, JsonValue } from '../model/index.ts';
import { compileMetaschema, metaschemaErrors } from './metaschema.ts';
import { TimeIsOver, withinTime } from './within-time.ts';

/** One way in which a payload breaks its schema. */
export interface SchemaIssue {
  /** JSON Pointer (RFC 6901) of the value; empty = the whole payload. */
  pointer: string;
  /** A sentence. */
  message: string;
  /** The keyword of the schema, such as `required`. */
  keyword: string;
  /** The property that is missing or not allowed, when the issue is about one. */
  property: string | null;
}

export interface PayloadValidator {
  /** What is wrong with the schema itself; nothing is checked then. */
  readonly schemaProblem: string | null;
  check(payload: JsonValue): SchemaIssue[];
}

const issueLimit = 50;
/** For one payload. Megabytes take a tenth of it; a pattern that tries every way to fit would never end. */
const timeLimitMs = 300;
/** Schemas of real events are compiled within a tenth of it. */
const compileLimitMs = 1000;
/** Patterns that may run out of that time before the whole check is given up. */
const slowPatternLimit = 3;
const formats: Record<string, RegExp> = {
  'date-time': /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:?\d{2})$/,
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  time: /^\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:?\d{2})?$/,
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
  ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}/,
};

/**
 * Compiles a JSON Schema (2020-12 and what older drafts share with it). Never throws. `limitMs`: more where nothing else
 * waits.
 */
export function createPayloadValidator(schema: JsonObject, limitMs = compileLimitMs): PayloadValidator {
  const patterns = new WatchedPatterns();
  let validate: ValidateFunction;
  compileMetaschema();
  try {
    const { $schema: _, ...rest } = schema;
    const ajv = new Ajv2020({
      strict: false,
      ownProperties: true,
      allErrors: true,
      // Done below, with a metaschema that is compiled once.
      validateSchema: false,
      validateFormats: true,
      formats,
      logger: false,
      code: { regExp: Object.assign(patterns.compile, { code: 'new RegExp' }) },
    });
    validate = withinTime(limitMs, () => {
      const wrong = metaschemaErrors(rest);
      if (wrong.length > 0) throw new Error(`schema is invalid: ${ajv.errorsText([...wrong])}`);
      return ajv.compile(rest);
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { schemaProblem: `The JSON Schema cannot be used: ${reason}.`, check: () => [] };
  }

  function issuesOf(payload: JsonValue, slowPatterns = 0): SchemaIssue[] {
    try {
      if (withinTime(timeLimitMs, () => validate(payload)) === true) return [];
      return (validate.errors ?? []).filter(isTelling).slice(0, issueLimit).map(describe);
    } catch (error) {
      if (error instanceof RangeError) return [uncheckable('$ref', 'The schema refers to itself without end')];
      if (!(error instanceof TimeIsOver)) throw error;
      // Without the pattern that took the time, the rest can be checked.
      if (patterns.giveUpRunning() && slowPatterns < slowPatternLimit) return issuesOf(payload, slowPatterns + 1);
      return [uncheckable('schema', `Checking took longer than ${timeLimitMs} ms and was ended`)];
    }
  }

  return {
    schemaProblem: null,
    check(payload) {
      const issues = issuesOf(payload);
      const unchecked = patterns
        .givenUp()
        .map((pattern) =>
          uncheckable('pattern', `The pattern ${pattern} took over ${timeLimitMs} ms and is not checked`),
        );
      return [...unchecked, ...issues];
    },
  };
}

function uncheckable(keyword: string, what: string): SchemaIssue {
  return { pointer: '', keyword, property: null, message: `${what}. Make the schema simpler.` };
}

/** The schema's regular expressions: known is which one is being tried, and one that takes too long is not tried again. */
class WatchedPatterns {
  readonly #givenUp = new Set<string>();
  #running: string | null = null;

  readonly compile = (pattern: string, flags: string): { test(text: string): boolean; toString(): string } => {
    const expression = new RegExp(pattern, flags);
    return {
      test: (text) => {
        if (this.#givenUp.has(pattern)) return true;
        this.#running = pattern;
        const isFound = expression.test(text);
        this.#running = null;
        return isFound;
      },
      // Ajv tells expressions apart by it.
      toString: () => expression.toString(),
    };
  };

  /** False when none was being tried. */
  giveUpRunning(): boolean {
    if (this.#running === null) return false;
    this.#givenUp.add(this.#running);
    this.#running = null;
    return true;
  }

  givenUp(): readonly string[] {
    return [...this.#givenUp];
  }
}

/** `anyOf` and its like repeat in general what their parts say in particular. */
function isTelling({ keyword }: ErrorObject): boolean {
  return keyword !== 'if';
}

function describe(error: ErrorObject): SchemaIssue {
  const { instancePath: pointer, keyword } = error;
  const params = error.params as Record<string, unknown>;
  const property = textOf(params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty);
  return { pointer, keyword, property, message: `${sentence(error, params, property)}.` };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function sentence({ keyword, message }: ErrorObject, params: Record<string, unknown>, property: string | null): string {
  switch (keyword) {
    case 'required':
      return `The property "${property ?? ''}" is missing`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `The schema knows no property "${property ?? ''}"`;
    case 'type':
      return `The value must be ${String(params.type).replaceAll(',', ' or ')}`;
    case 'enum':
      return `The value must be one of ${(params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`;
    case 'const':
      return `The value must be ${JSON.stringify(params.allowedValue)}`;
    case 'format':
      return `The text is no ${String(params.format)}`;
    case 'pattern':
      return `The text does not match ${String(params.pattern)}`;
    default:
      return `The value ${message ?? 'is not allowed'}`;
  }
}
