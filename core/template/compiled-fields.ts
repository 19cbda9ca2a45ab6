import type { CompiledTemplate } from './compiled-template.ts';
import type { TemplateLibrary } from './template-library.ts';
import type { ChannelTemplate } from './template-types.ts';

/** One text of a request template; `name` is how diagnostics call it: `url`, `headers.2`, `signing.key`. */
export interface CompiledField {
  name: string;
  template: CompiledTemplate;
}

/** A header or query row. Keys are Liquid-free text. */
export interface CompiledRow extends CompiledField {
  key: string;
}

export interface CompiledFields {
  url: CompiledField;
  headers: CompiledRow[];
  query: CompiledRow[];
  /** Null when the method sends no body. */
  body: CompiledField | null;
  signingKey: CompiledField | null;
  previousKeys: CompiledPreviousKey[];
}

export interface CompiledPreviousKey {
  key: CompiledField;
  validUntil: CompiledField;
}

/** Compiles every text of a channel. Rows without a key are ignored: they are half-filled lines of a form. */
export function compileFields(library: TemplateLibrary, template: ChannelTemplate): CompiledFields {
  const { request, signingKey, previousKeys = [] } = template;
  const field = (name: string, text: string): CompiledField => ({ name, template: library.compileText(text) });
  const rows = (name: string, pairs: ChannelTemplate['request']['headers']): CompiledRow[] =>
    pairs.flatMap(({ key, value }, index) => {
      const trimmed = key.trim();
      return trimmed === '' ? [] : [{ ...field(`${name}.${index}`, value), key: trimmed }];
    });
  return {
    url: field('url', request.url),
    headers: rows('headers', request.headers),
    query: rows('query', request.query),
    body: request.method === 'get' ? null : field('body', request.body),
    signingKey: signingKey === null ? null : field('signing.key', signingKey),
    previousKeys: previousKeys.map(({ key, validUntil }, index) => ({
      key: field(`signing.previousKeys.${index}.key`, key),
      validUntil: field(`signing.previousKeys.${index}.validUntil`, validUntil),
    })),
  };
}

export function allFields(fields: CompiledFields): CompiledField[] {
  const { url, headers, query, body, signingKey } = fields;
  const keys = [signingKey, ...fields.previousKeys.flatMap(({ key, validUntil }) => [key, validUntil])];
  return [url, ...headers, ...query, body, ...keys].filter((field) => field !== null);
}
