import {
  type Channel,
  isChannelStep,
  partialRendering,
  requestOfStep,
  type StoredDocument,
  stepKey,
  type Workflow,
} from '../../../../core/contract/index.ts';
import type { EditorPlace } from '../../../editor/caret-follow.ts';

/** A place that renders a partial. */
export interface PartialUse {
  kind: 'channel' | 'partial' | 'step';
  /** Of a step: `workflow/ref`. */
  key: string;
  /** As findings name it: `body`, `headers.2`, `content`. */
  field: string;
  place: EditorPlace;
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

/** A text that may render partials, and what it is of. */
type TemplateText = Pick<PartialUse, 'kind' | 'key' | 'field'> & { text: string };

/** By document and partial: a document that is saved while one types must not have all others searched again. */
const knownUses = new WeakMap<StoredDocument, Map<string, readonly PartialUse[]>>();

function usesIn(document: TemplateDocument, partial: string): readonly PartialUse[] {
  const known = knownUses.get(document) ?? new Map<string, readonly PartialUse[]>();
  knownUses.set(document, known);
  let uses = known.get(partial);
  if (uses === undefined) {
    uses = textsOf(document).flatMap((text) => usesInText(text, partial));
    known.set(partial, uses);
  }
  return uses;
}

function usesInText({ text, ...template }: TemplateText, partial: string): PartialUse[] {
  const matches = [...text.matchAll(partialRendering(partial))];
  if (matches.length === 0) return [];
  const placeAt = placesOf(text);
  return matches.map((match) => {
    const begin = placeAt(match.index + (match[1] ?? '').search(/render/));
    const end = placeAt(match.index + match[0].length);
    return { ...template, place: { ...begin, endLine: end.line, endColumn: end.column } };
  });
}

function textsOf({ kind, key, value }: TemplateDocument): TemplateText[] {
  if (kind === 'partial') return [{ kind, key, field: 'content', text: value.content }];
  if (kind === 'workflow') return value.steps.flatMap((step) => textsOfStep(key, step));
  const signing = { kind, key, field: 'signing.key', text: value.signing?.key ?? '' };
  return [...textsOfRequest({ kind, key }, value.request), signing];
}

function textsOfStep(workflow: string, step: Workflow['steps'][number]): TemplateText[] {
  if (!isChannelStep(step) || step.template === undefined || step.template === null) return [];
  const template = { kind: 'step', key: stepKey(workflow, step.ref) } as const;
  const read = requestOfStep(step.template);
  if (read.ok) return textsOfRequest(template, read.request);
  // What cannot be read is searched as it is written.
  const { url, body, headers, query_params: query } = step.template;
  const texts = Object.entries({ url, headers, query, body });
  return texts.map(([field, text]) => ({
    ...template,
    field,
    text: typeof text === 'string' ? text : JSON.stringify(text ?? ''),
  }));
}

function textsOfRequest(
  template: Pick<PartialUse, 'kind' | 'key'>,
  { url, headers, query, body }: Channel['request'],
): TemplateText[] {
  const rows = (name: string, list: typeof headers): TemplateText[] =>
    list.map(({ value }, index) => ({ ...template, field: `${name}.${index}`, text: value }));
  return [
    { ...template, field: 'url', text: url },
    ...rows('headers', headers),
    ...rows('query', query),
    { ...template, field: 'body', text: body },
  ];
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
