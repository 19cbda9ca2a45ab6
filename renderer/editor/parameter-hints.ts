import type * as monaco from 'monaco-editor/editor/editor.api';
import { documentationOf } from './catalogue-documentation.ts';
import { filterCallOf, parametersOf } from './filter-call.ts';
import { readModel } from './model-text.ts';
import type { TemplateContext } from './template-context.ts';

/** The signature of the filter whose arguments are being typed, with the current one marked. */
export function parameterHintsAt(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  context: TemplateContext,
): monaco.languages.SignatureHelpResult | null {
  const offset = model.getOffsetAt(position);
  const { text, pieces } = readModel(model);
  const piece = pieces.findLast(({ contentBegin, contentEnd }) => contentBegin <= offset && offset <= contentEnd);
  const call = piece === undefined ? null : filterCallOf(text.slice(piece.contentBegin, offset));
  const filter = context.catalogue.filters.find(({ name }) => name === call?.filter);
  if (call === null || filter === undefined) return null;
  const parameters = parametersOf(filter.signature);
  return {
    value: {
      activeSignature: 0,
      activeParameter: Math.min(call.argument, Math.max(0, parameters.length - 1)),
      signatures: [{ label: filter.signature, documentation: { value: documentationOf(filter) }, parameters }],
    },
    dispose: () => undefined,
  };
}
