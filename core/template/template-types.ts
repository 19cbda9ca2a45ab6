import type {
  Channel,
  JsonObject,
  RenderedRequest,
  RequestTemplate,
  SubscriptionRecord,
  TemplateDiagnostic,
} from '../model/index.ts';
import type { HeaviestPlace } from './heaviest-place.ts';
import type { TemplateSymbol } from './lint/symbol-draft.ts';
import type { TextToLint } from './lint/text-to-lint.ts';
import type { ValueShape } from './lint/value-shape.ts';
import type { MappedField } from './mapped-field.ts';

/** Answers of the filters `user`, `object`, `tenant` and `subscriptions`; null = there is no such entity. */
export interface TemplateLookups {
  user(id: string): JsonObject | null;
  object(collection: string, id: string): JsonObject | null;
  tenant(id: string): JsonObject | null;
  subscriptions(userId: string): readonly (JsonObject | SubscriptionRecord)[];
}

export interface TemplateOptions {
  /** Text of a partial by its key. Asked once per key until `clearCache`. */
  partials(key: string): string | undefined;
  /** Milliseconds since 1970: what `now` and `today` mean to the date filters. */
  nowMs(): number;
  lookups?: TemplateLookups;
}

/** The parts of a channel that rendering needs; `signingKey` is the Liquid of `channel.signing.key`. */
export interface ChannelTemplate {
  request: RequestTemplate;
  bodyFormat: Channel['bodyFormat'];
  bodyEncoding: Channel['bodyEncoding'];
  unknownVariables: Channel['unknownVariables'];
  signingKey: string | null;
  /** Liquid of the keys that are being replaced; absent = there are none. */
  previousKeys?: readonly PreviousKeyTexts[] | undefined;
}

/** A key that is being replaced and the end of its grace period: Liquid in a template, text once rendered. */
export interface PreviousKeyTexts {
  key: string;
  validUntil: string;
}

export type HeaderOrigin = 'template' | 'default';

export type RenderResult =
  | {
      ok: true;
      request: RenderedRequest;
      signingKey: string | null;
      headerOrigins: HeaderOrigin[];
      /** One per previous key of the template, in its order; absent when it has none. */
      previousKeys?: readonly PreviousKeyTexts[];
    }
  | { ok: false; diagnostics: TemplateDiagnostic[] };

export interface RecipientDependence {
  url: boolean;
  headers: boolean;
  query: boolean;
  body: boolean;
  signingKey: boolean;
}

/** What one run has rendered already and may use again; make one per run with `createRenderReuse`. */
export interface RenderReuse {
  readonly parts: Map<object, ReusedPart>;
}

/** A rendered part with the values of the root variables it was rendered from. */
export interface ReusedPart {
  roots: readonly (readonly [name: string, value: unknown])[];
  value: unknown;
}

export interface CompiledRequest {
  readonly template: ChannelTemplate;
  /** Conservative: false only when the part certainly comes out the same for every recipient of a run. */
  readonly dependsOnRecipient: RecipientDependence;
  /**
   * Renders the request for one scope. Synchronous; never throws for what a template or its data can do wrong.
   * @param scope Liquid scope (knock.md 3.3); not changed.
   * @param reuse the run's cache: parts that depend on no recipient are rendered once, body bytes included.
   */
  render(scope: JsonObject, reuse?: RenderReuse): RenderResult;
}

/** One rendering, looked at from all sides. What is not asked for costs nothing. */
export interface Inspection {
  /** The same as `render` gives. */
  result: RenderResult;
  /** Everything that is wrong with the template, and with what it renders to from this scope. */
  diagnostics(): TemplateDiagnostic[];
  /** Paths the template reads that the scope does not have, such as `tenant.nme`; each once, in reading order. */
  unknownVariables(): string[];
  /** What the body's template printed, also when it is refused for not being of its format; null when it did not render. */
  bodyText(): string | null;
  /** The place of the body's template that printed most of it; null when the body did not render or prints nothing. */
  heaviestPlace(): HeaviestPlace | null;
  /** For every field that renders, where each part of its text came from. */
  fields(): MappedField[];
}

export interface Templates {
  /** Parses a template, or takes it from the cache. Never throws: syntax errors come out of `render` and `inspect`. */
  compile(template: ChannelTemplate): CompiledRequest;
  /** Renders once, with traces: slower than `render`, for people who look. */
  inspect(compiled: CompiledRequest, scope: JsonObject): Inspection;
  /** Everything that can be said without rendering; `shape` is what the template can reach, null = nothing is known. */
  lint(compiled: CompiledRequest, shape: ValueShape | null): TemplateDiagnostic[];
  /** The same for one text, as it is typed. */
  lintText(text: TextToLint): TemplateDiagnostic[];
  /** Names that a text gives: assigned, captured, counted, and of loops; places are offsets. */
  symbols(text: string, shape: ValueShape | null): TemplateSymbol[];
  /** Forgets parsed templates and partials: a partial changed. */
  clearCache(): void;
}

/** An entry for completion and hover. `signature` reads like `value | date: format, zone?`. */
export interface LanguageItem {
  name: string;
  signature: string;
  description: string;
  example: string | null;
  /** What a filter gives; absent where that is not known before rendering. */
  gives?: FilterResult;
}

/**
 * A kind of value, or how the result follows from the input: `same` value, one `item` of the list, a list of the same
 * `items`, a list of `texts`, a list of one property's `values`.
 */
export type FilterResult =
  | 'string'
  | 'number'
  | 'boolean'
  | 'object'
  | 'array'
  | 'same'
  | 'item'
  | 'items'
  | 'texts'
  | 'values';
