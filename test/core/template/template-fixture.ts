import type { JsonObject, RequestTemplate } from '../../../core/model/index.ts';
import {
  type ChannelTemplate,
  createTemplates,
  type Inspection,
  type RenderResult,
  type TemplateOptions,
} from '../../../core/template/index.ts';

/** 2023-11-14T22:13:20Z */
export const nowMs = 1_700_000_000_000;

export interface FixtureOptions extends Partial<Omit<ChannelTemplate, 'request'>> {
  partials?: Record<string, string>;
  lookups?: TemplateOptions['lookups'];
  request?: Partial<RequestTemplate>;
}

export function templatesWith(options: FixtureOptions = {}) {
  const { partials = {}, lookups } = options;
  return createTemplates({
    partials: (key) => (Object.hasOwn(partials, key) ? partials[key] : undefined),
    nowMs: () => nowMs,
    ...(lookups === undefined ? {} : { lookups }),
  });
}

export function channel(options: FixtureOptions = {}): ChannelTemplate {
  const { request, bodyFormat, bodyEncoding, unknownVariables, signingKey } = options;
  return {
    request: { method: 'post', url: 'https://hooks.test/in', headers: [], query: [], body: '', ...request },
    bodyFormat: bodyFormat ?? 'text',
    bodyEncoding: bodyEncoding ?? 'exact',
    unknownVariables: unknownVariables ?? 'lenient',
    signingKey: signingKey ?? null,
  };
}

export function renderWith(options: FixtureOptions, scope: JsonObject = {}): RenderResult {
  return templatesWith(options).compile(channel(options)).render(scope);
}

/** The request of a rendering that must succeed. */
export function requestWith(options: FixtureOptions, scope: JsonObject = {}) {
  const result = renderWith(options, scope);
  if (!result.ok) throw new Error(result.diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
  return result;
}

/** The body's text, which must render. */
export function bodyOf(body: string, scope: JsonObject = {}, options: FixtureOptions = {}): string {
  const result = requestWith({ ...options, request: { body } }, scope);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(result.request.body);
}

/** The findings of a rendering that must fail. */
export function refusalOf(body: string, scope: JsonObject = {}, options: FixtureOptions = {}) {
  const result = renderWith({ ...options, request: { ...options.request, body } }, scope);
  if (result.ok) throw new Error(`rendered: ${new TextDecoder().decode(result.request.body).slice(0, 200)}`);
  return result.diagnostics;
}

export function inspect(options: FixtureOptions, scope: JsonObject = {}): Inspection {
  const templates = templatesWith(options);
  return templates.inspect(templates.compile(channel(options)), scope);
}

export function diagnose(options: FixtureOptions, scope: JsonObject = {}) {
  return inspect(options, scope).diagnostics();
}
