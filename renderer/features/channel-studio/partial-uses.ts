import type { StoredDocument } from '../../../core/contract/index.ts';
import type { EditorPlace } from '../../editor/caret-follow.ts';

/** A place that renders a partial. */
export interface PartialUse {
  kind: 'channel' | 'partial';
  key: string;
  /** As findings name it: `body`, `headers.2`, `content`. */
  field: string;
  place: EditorPlace;
}

/** `{% render 'key' %}`, and `render 'key'` on a line of `{% liquid %}`. */
function rendering(key: string): RegExp {
  const name = key.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`((?:\\{%-?|^)\\s*render\\s+)(["'])${name}\\2`, 'gm');
}

/** Every place in channels and partials where a partial is rendered. */
export function usesOfPartial(documents: readonly StoredDocument[], partial: string): PartialUse[] {
  return documents.flatMap((document) =>
    document.kind !== 'channel' && document.kind !== 'partial'
      ? []
      : textsOf(document).flatMap(([field, text]) =>
          [...text.matchAll(rendering(partial))].map((match) => ({
            kind: document.kind,
            key: document.key,
            field,
            place: placeOf(text, match.index + (match[1] ?? '').search(/render/), match.index + match[0].length),
          })),
        ),
  );
}

function textsOf(document: Extract<StoredDocument, { kind: 'channel' | 'partial' }>): [field: string, text: string][] {
  if (document.kind === 'partial') return [['content', document.value.content]];
  const { request, signing } = document.value;
  return [
    ['url', request.url],
    ...request.headers.map(({ value }, index): [string, string] => [`headers.${index}`, value]),
    ...request.query.map(({ value }, index): [string, string] => [`query.${index}`, value]),
    ['body', request.body],
    ['signing.key', signing?.key ?? ''],
  ];
}

function placeOf(text: string, begin: number, end: number): EditorPlace {
  const before = text.slice(0, begin).split('\n');
  const upTo = text.slice(0, end).split('\n');
  return {
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
    endLine: upTo.length,
    endColumn: (upTo.at(-1) ?? '').length + 1,
  };
}

/** A document's value with the partial named by its new key wherever a text renders it; the same value when none does. */
export function withPartialRenamed<Value>(value: Value, from: string, to: string): Value {
  if (typeof value === 'string') {
    return value.replace(
      rendering(from),
      (_, before: string, quote: string) => `${before}${quote}${to}${quote}`,
    ) as Value & string;
  }
  if (typeof value !== 'object' || value === null) return value;
  let isChanged = false;
  const rename = (part: unknown): unknown => {
    const renamed = withPartialRenamed(part, from, to);
    isChanged ||= renamed !== part;
    return renamed;
  };
  const made = Array.isArray(value)
    ? value.map(rename)
    : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, rename(part)]));
  return isChanged ? (made as Value) : value;
}
