import { filterCatalogue } from './catalogue/filter-catalogue.ts';
import { tagCatalogue } from './catalogue/tag-catalogue.ts';
import { filterResult } from './lint/filter-result.ts';
import type { LanguageItem } from './template-types.ts';

export { bodyFaults, isJsonFormat } from './bodies/body-formats.ts';
export { type JsonLocation, locatePointers } from './bodies/json-locations.ts';
export { checkJson, compactJson, type JsonCheck, prettyPrintJson } from './bodies/json-text.ts';
export { didYouMean } from './closest-name.ts';
export { createTemplates } from './create-templates.ts';
export { formatTemplate } from './format/format-template.ts';
export { reflowJson } from './format/reflow-json.ts';
export { LineIndex } from './line-index.ts';
export { printingOf } from './lint/lint-request.ts';
export { shapeOfSchema } from './lint/schema-shape.ts';
export type { TemplateSymbol } from './lint/symbol-draft.ts';
export type { TextToLint } from './lint/text-to-lint.ts';
export { shapeOfScopes, type ValueShape, withShapeAt } from './lint/value-shape.ts';
export type { MappedField } from './mapped-field.ts';
export { type BodyIssue, bodyFindings, mergeSamples, payloadSizeFinding } from './payload-findings.ts';
export { createRenderReuse } from './render-reuse.ts';
export { type SourceSpan, spanAt } from './source-map.ts';
export type {
  ChannelTemplate,
  CompiledRequest,
  HeaderOrigin,
  Inspection,
  LanguageItem,
  RecipientDependence,
  RenderResult,
  RenderReuse,
  TemplateLookups,
  TemplateOptions,
  Templates,
} from './template-types.ts';
export type { TextRange } from './text-range.ts';

/** Every filter a template may use, with signature, words and a worked example, for completion and hover. */
export function liquidFilters(): LanguageItem[] {
  return filterCatalogue.map((filter) => {
    const gives = filterResult(filter.name);
    return gives === null ? filter : { ...filter, gives };
  });
}

/** Every tag a template may use. */
export function liquidTags(): LanguageItem[] {
  return [...tagCatalogue];
}
