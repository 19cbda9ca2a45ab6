import type { Channel, KeyValue } from '../../../core/contract/index.ts';
import type { LiquidLanguage } from '../../editor/liquid-languages.ts';

type BodyFormat = Channel['bodyFormat'];

export const editorLanguages: Record<BodyFormat, LiquidLanguage> = {
  json: 'liquid-json',
  text: 'liquid-text',
  xml: 'liquid-xml',
  form: 'liquid-form',
  graphql: 'liquid-graphql',
};

/** The content-type that the engine adds when a template sets none. */
const contentTypes: Record<BodyFormat, string | null> = {
  json: 'application/json',
  text: null,
  xml: 'application/xml',
  form: 'application/x-www-form-urlencoded',
  graphql: 'application/json',
};

/** What a header may say of a text that is then given a format: it was written for another one. */
const textTypes: readonly (string | null)[] = ['text/plain', ...Object.values(contentTypes)];

/** The headers for a body of another format: a content-type that says exactly the old format says the new one. */
export function headersForFormat(headers: readonly KeyValue[], from: BodyFormat, to: BodyFormat): KeyValue[] {
  const contentType = contentTypes[to];
  const replaced = from === 'text' ? textTypes : [contentTypes[from]];
  return headers.map((row) =>
    contentType !== null && row.key.trim().toLowerCase() === 'content-type' && replaced.includes(row.value.trim())
      ? { ...row, value: contentType }
      : row,
  );
}
