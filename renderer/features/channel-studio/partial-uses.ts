import { isChannelStep, type StoredDocument, type Workflow } from '../../../core/contract/index.ts';
import type { EditorPlace } from '../../editor/caret-follow.ts';

/** A place that renders a partial. */
export interface PartialUse {
  kind: 'channel' | 'partial' | 'workflow';
  key: string;
  /** As findings name it: `body`, `headers.2`, `content`; in a workflow behind the ref of the step, `http_1.body`. */
  field: string;
  place: EditorPlace;
}

/** `{% render 'key' %}`, and `render 'key'` on a line of `{% liquid %}`. */
function rendering(key: string): RegExp {
  const name = key.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`((?:\\{%-?|^)\\s*render\\s+)(["'])${name}\\2`, 'gm');
}

/** Every place where a partial is rendered: in channels, in partials, and in the templates that steps of workflows have. */
export function usesOfPartial(documents: readonly StoredDocument[], partial: string): PartialUse[] {
  return documents.flatMap((document) =>
    document.kind === 'channel' || document.kind === 'partial' || document.kind === 'workflow'
      ? usesIn(document, partial)
      : [],
  );
}

type TemplateDocument = Extract<StoredDocument, { kind: 'channel' | 'partial' | 'workflow' }>;

/** By document and partial: a document that is saved while one types must not have all others searched again. */
const knownUses = new WeakMap<StoredDocument, Map<string, readonly PartialUse[]>>();

function usesIn(document: TemplateDocument, partial: string): readonly PartialUse[] {
  const known = knownUses.get(document) ?? new Map<string, readonly PartialUse[]>();
  knownUses.set(document, known);
  let uses = known.get(partial);
  if (uses === undefined) {
    uses = textsOf(document).flatMap(([field, text]) => usesInText(document, { field, text, partial }));
    known.set(partial, uses);
  }
  return uses;
}

function usesInText(
  { kind, key }: TemplateDocument,
  { field, text, partial }: { field: string; text: string; partial: string },
): PartialUse[] {
  const matches = [...text.matchAll(rendering(partial))];
  if (matches.length === 0) return [];
  const placeAt = placesOf(text);
  return matches.map((match) => {
    const begin = placeAt(match.index + (match[1] ?? '').search(/render/));
    const end = placeAt(match.index + match[0].length);
    return { kind, key, field, place: { ...begin, endLine: end.line, endColumn: end.column } };
  });
}

function textsOf(document: TemplateDocument): [field: string, text: string][] {
  if (document.kind === 'partial') return [['content', document.value.content]];
  if (document.kind === 'workflow') return document.value.steps.flatMap(textsOfStep);
  const { request, signing } = document.value;
  return [
    ['url', request.url],
    ...request.headers.map(({ value }, index): [string, string] => [`headers.${index}`, value]),
    ...request.query.map(({ value }, index): [string, string] => [`query.${index}`, value]),
    ['body', request.body],
    ['signing.key', signing?.key ?? ''],
  ];
}

function textsOfStep(step: Workflow['steps'][number]): [field: string, text: string][] {
  if (!isChannelStep(step) || step.template === undefined || step.template === null) return [];
  const { url, body, headers, query_params: query } = step.template;
  const rows = (name: string, list: typeof headers): [string, string][] =>
    typeof list === 'string' ? [[name, list]] : (list ?? []).map(({ value }, index) => [`${name}.${index}`, value]);
  const texts: [string, string][] = [['url', url], ...rows('headers', headers), ...rows('query', query)];
  return [...texts, ['body', body ?? ''] as [string, string]].map(([name, text]) => [`${step.ref}.${name}`, text]);
}

/** Gives the line and column of offsets that are asked for in rising order. */
function placesOf(text: string): (offset: number) => { line: number; column: number } {
  let line = 1;
  let lineBegin = 0;
  return (offset) => {
    for (let next = text.indexOf('\n', lineBegin); next >= 0 && next < offset; next = text.indexOf('\n', lineBegin)) {
      line += 1;
      lineBegin = next + 1;
    }
    return { line, column: offset - lineBegin + 1 };
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
