import { assertNever, type Channel, scanJson } from '../../model/index.ts';
import type { TemplateProblem } from '../template-problem.ts';
import { type FormFault, scanForm } from './form-scanner.ts';
import { findGraphqlFault } from './graphql-body.ts';
import { scanXml } from './xml-scanner.ts';

export type BodyFormat = Channel['bodyFormat'];

/** A body of this format is one JSON value: it is laid out, re-encoded and held against schemas as such. */
export function isJsonFormat(format: BodyFormat): boolean {
  return format === 'json' || format === 'graphql';
}

/** The content-type that is added when the template sets none; null = none is. GraphQL over HTTP sends JSON. */
export function defaultContentType(format: BodyFormat): string | null {
  switch (format) {
    case 'json':
    case 'graphql':
      return 'application/json';
    case 'xml':
      return 'application/xml';
    case 'form':
      return 'application/x-www-form-urlencoded';
    case 'text':
      return null;
    default:
      return assertNever(format);
  }
}

/** Media types a header may name for a body of the format; null = any. */
const mediaTypes: Record<BodyFormat, RegExp | null> = {
  json: /^[\w.+-]+\/(?:[\w.+-]+\+)?json$/,
  graphql: /^application\/(?:[\w.+-]+\+)?json$/,
  xml: /^[\w.+-]+\/(?:[\w.+-]+\+)?xml$/,
  form: /^application\/x-www-form-urlencoded$/,
  text: null,
};

/** Whether a content-type header, parameters included, can stand over a body of the format. */
export function fitsContentType(format: BodyFormat, contentType: string): boolean {
  const media = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return media === '' || mediaTypes[format]?.test(media) !== false;
}

/** Something wrong with a rendered body. `offset` and `end` count characters of it. */
export interface BodyFault extends Pick<TemplateProblem, 'code' | 'severity' | 'message' | 'hint'> {
  offset: number;
  end: number;
}

/** Everything wrong with a rendered body; the first error keeps it from being sent. Blank bodies are none. */
export function bodyFaults(format: BodyFormat, output: string): BodyFault[] {
  if (output.trim() === '') return [];
  switch (format) {
    case 'text':
      return [];
    case 'json':
      return jsonFaults(output);
    case 'graphql': {
      const faults = jsonFaults(output);
      return faults.length > 0 ? faults : graphqlFaults(output);
    }
    case 'xml':
      return xmlFaults(output);
    case 'form':
      return scanForm(output).map(formFault);
    default:
      return assertNever(format);
  }
}

function jsonFaults(output: string): BodyFault[] {
  const bytes = new TextEncoder().encode(output);
  const fault = scanJson(bytes);
  if (fault === null) return [];
  const offset = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, fault.offset)).length;
  const hint = 'Print values with "| json", and check commas and quotes.';
  const message = `The body is not JSON: ${lowerFirst(fault.message)}`;
  return [{ code: 'invalid-json', severity: 'error', message, hint, offset, end: offset + 1 }];
}

function graphqlFaults(output: string): BodyFault[] {
  const message = findGraphqlFault(output);
  if (message === null) return [];
  const hint = 'Write {"query": "…", "variables": {…}}; variables and operationName may be left out.';
  return [{ code: 'invalid-graphql', severity: 'error', message, hint, offset: 0, end: 1 }];
}

function xmlFaults(output: string): BodyFault[] {
  const fault = scanXml(output);
  if (fault === null) return [];
  const { offset } = fault;
  const hint = 'Print texts with "| escape", and check that tags are closed.';
  const message = `The body is not well-formed XML: ${lowerFirst(fault.message)}`;
  return [{ code: 'invalid-xml', severity: 'error', message, hint, offset, end: offset + 1 }];
}

function formFault({ message, hint, offset, end }: FormFault): BodyFault {
  return { code: 'invalid-form', severity: 'warning', message: `${message} in the form`, hint, offset, end };
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
