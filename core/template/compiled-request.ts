import type { HeaderPair, JsonObject, TemplateDiagnostic } from '../model/index.ts';
import { bodyFaults, defaultContentType, isJsonFormat } from './bodies/body-formats.ts';
import { checkJson, compactJson } from './bodies/json-text.ts';
import { allFields, type CompiledField, type CompiledFields, type CompiledRow } from './compiled-fields.ts';
import { type FieldRenderer, plainRenderer } from './field-renderer.ts';
import { dependsOnRecipient } from './recipient-dependence.ts';
import { reusePart } from './render-reuse.ts';
import { problemsOfOutput } from './rendered-body.ts';
import { appendQuery, checkHeader, hasHeader } from './request-rules.ts';
import type { TemplateLibrary } from './template-library.ts';
import { toDiagnostic } from './template-problem.ts';
import type {
  ChannelTemplate,
  CompiledRequest,
  HeaderOrigin,
  PreviousKeyTexts,
  RecipientDependence,
  RenderResult,
  RenderReuse,
} from './template-types.ts';

/** Ends the rendering of one message; never leaves this file. */
class Refusal extends Error {
  readonly diagnostics: TemplateDiagnostic[];

  constructor(diagnostics: TemplateDiagnostic[]) {
    super('The request cannot be rendered.');
    this.diagnostics = diagnostics;
  }
}

/** A group of texts that is rendered as one and reused as one. */
interface Part<Value> {
  isShared: boolean;
  roots: readonly string[];
  render(renderer: FieldRenderer, scope: JsonObject): Value;
}

interface RenderedHeaders {
  pairs: HeaderPair[];
  hasContentType: boolean;
}

const emptyBody = new Uint8Array(0);
const encoder = new TextEncoder();

/** A channel's request, compiled: see `CompiledRequest`. `fields` is for diagnosis. */
export class ChannelRequest implements CompiledRequest {
  readonly template: ChannelTemplate;
  readonly dependsOnRecipient: RecipientDependence;
  readonly fields: CompiledFields;
  readonly #library: TemplateLibrary;
  readonly #plain: FieldRenderer;
  readonly #url: Part<string>;
  readonly #query: Part<[string, string][]>;
  readonly #headers: Part<RenderedHeaders>;
  readonly #body: Part<Uint8Array>;
  readonly #signingKey: Part<string | null>;
  readonly #previousKeys: Part<PreviousKeyTexts[]> | null;

  constructor(library: TemplateLibrary, template: ChannelTemplate, fields: CompiledFields) {
    this.template = template;
    this.fields = fields;
    this.#library = library;
    this.#plain = plainRenderer(library, template.unknownVariables);
    const { url, query, headers, body, signingKey, previousKeys } = fields;
    this.#url = this.#part([url], (renderer, scope) => textOf(renderer, url, scope).trim());
    this.#query = this.#part(query, (renderer, scope) =>
      query.map((row) => [row.key, textOf(renderer, row, scope)] as [string, string]),
    );
    this.#headers = this.#part(headers, (renderer, scope) => renderHeaders(renderer, headers, scope));
    this.#body = this.#part(body === null ? [] : [body], (renderer, scope) =>
      body === null ? emptyBody : this.#renderBody(renderer, body, scope),
    );
    this.#signingKey = this.#part(signingKey === null ? [] : [signingKey], (renderer, scope) =>
      signingKey === null ? null : textOf(renderer, signingKey, scope),
    );
    const keyFields = previousKeys.flatMap(({ key, validUntil }) => [key, validUntil]);
    this.#previousKeys =
      previousKeys.length === 0
        ? null
        : this.#part(keyFields, (renderer, scope) =>
            previousKeys.map(({ key, validUntil }) => ({
              key: textOf(renderer, key, scope),
              validUntil: textOf(renderer, validUntil, scope).trim(),
            })),
          );
    this.dependsOnRecipient = {
      url: !this.#url.isShared,
      headers: !this.#headers.isShared,
      query: !this.#query.isShared,
      body: !this.#body.isShared,
      signingKey: !this.#signingKey.isShared,
    };
  }

  render(scope: JsonObject, reuse?: RenderReuse): RenderResult {
    return this.renderWith(this.#plain, scope, reuse);
  }

  renderWith(renderer: FieldRenderer, scope: JsonObject, reuse?: RenderReuse): RenderResult {
    try {
      const use = <Value>(part: Part<Value>): Value => {
        if (reuse === undefined || !part.isShared) return part.render(renderer, scope);
        return reusePart(reuse, part, part.roots, scope, () => ({
          value: part.render(renderer, scope),
          isKept: true,
        }));
      };
      const url = appendQuery(use(this.#url), use(this.#query));
      const { pairs, hasContentType } = use(this.#headers);
      const body = use(this.#body);
      const headers = pairs.slice();
      const headerOrigins: HeaderOrigin[] = headers.map(() => 'template');
      const contentType = hasContentType || body.length === 0 ? null : defaultContentType(this.template.bodyFormat);
      if (contentType !== null) {
        headers.push(['content-type', contentType]);
        headerOrigins.push('default');
      }
      const method = this.template.request.method.toUpperCase();
      const request = { method, url, headers, body };
      const signingKey = use(this.#signingKey);
      if (this.#previousKeys === null) return { ok: true, request, signingKey, headerOrigins };
      return { ok: true, request, signingKey, headerOrigins, previousKeys: use(this.#previousKeys) };
    } catch (error) {
      if (error instanceof Refusal)
        return { ok: false, diagnostics: this.#allErrors(renderer, scope, error.diagnostics) };
      throw error;
    }
  }

  /** The first field that fails ends the rendering; here the other fields' errors are added, so that all are seen at once. */
  #allErrors(renderer: FieldRenderer, scope: JsonObject, first: TemplateDiagnostic[]): TemplateDiagnostic[] {
    const failed = new Set(first.map((diagnostic) => diagnostic.field));
    const others = allFields(this.fields)
      .filter((field) => !failed.has(field.name))
      .flatMap((field) => {
        const result = renderer.render(field, scope);
        return result.ok ? [] : diagnosticsOf(field, result.problems);
      });
    return [...first, ...others];
  }

  #part<Value>(fields: readonly CompiledField[], render: Part<Value>['render']): Part<Value> {
    const isShared = !fields.some((field) => dependsOnRecipient(this.#library, field.template));
    const roots = [...new Set(fields.flatMap((field) => [...field.template.usage.roots]))];
    return { isShared, roots, render };
  }

  #renderBody(renderer: FieldRenderer, field: CompiledField, scope: JsonObject): Uint8Array {
    const text = textOf(renderer, field, scope);
    if (text.trim() === '') return emptyBody;
    const bytes = encoder.encode(text);
    const { bodyFormat, bodyEncoding } = this.template;
    if (bodyFormat === 'text') return bytes;
    // JSON, the usual case, is checked as bytes.
    const isRefused =
      bodyFormat === 'json'
        ? !checkJson(bytes).isValid
        : bodyFaults(bodyFormat, text).some(({ severity }) => severity === 'error');
    if (isRefused) {
      const traced = renderer.diagnose(field, scope);
      const problems = traced.ok ? problemsOfOutput(field.template, traced, bodyFormat) : [];
      const errors = problems.filter(({ severity }) => severity === 'error');
      throw new Refusal(errors.map((problem) => toDiagnostic(problem, field.name, field.template.text)));
    }
    return isJsonFormat(bodyFormat) && bodyEncoding === 'knock' ? compactJson(bytes) : bytes;
  }
}

function diagnosticsOf(field: CompiledField, problems: Parameters<typeof toDiagnostic>[0][]): TemplateDiagnostic[] {
  return problems.map((problem) => toDiagnostic(problem, field.name, field.template.text));
}

function textOf(renderer: FieldRenderer, field: CompiledField, scope: JsonObject): string {
  const result = renderer.render(field, scope);
  if (result.ok) return result.output;
  throw new Refusal(diagnosticsOf(field, result.problems));
}

function renderHeaders(renderer: FieldRenderer, rows: readonly CompiledRow[], scope: JsonObject): RenderedHeaders {
  const pairs = rows.map((row): HeaderPair => {
    const value = textOf(renderer, row, scope).trim();
    const finding = checkHeader(row.key, value);
    if (finding === null) return [row.key, value];
    const { text } = row.template;
    const problem = { ...finding, code: 'invalid-header', severity: 'error', begin: 0, end: text.length } as const;
    throw new Refusal([toDiagnostic(problem, row.name, text)]);
  });
  return { pairs, hasContentType: hasHeader(pairs, 'content-type') };
}
