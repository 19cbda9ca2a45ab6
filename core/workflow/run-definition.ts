import type {
  Channel,
  JsonObject,
  RenderedRequest,
  RequestTemplate,
  ResolvedRecipient,
  TemplateDiagnostic,
  Workflow,
} from '../model/index.ts';

/** Everything a run reads but its recipients: taken once at the start, so that edits do not reach a run under way. */
export interface RunDefinition {
  runId: string;
  workflowKey: string;
  workflow: Workflow;
  channel(key: string): Channel | null;
  /** Variables and secrets of the environment, as `buildVars` gives them. */
  vars: JsonObject;
  /** Names of the environment's secrets that have no value on this machine. */
  unsetSecrets: ReadonlySet<string>;
  data: JsonObject;
  actor: ResolvedRecipient | null;
  tenant: { id: string; properties: JsonObject } | null;
  /** Unix milliseconds: `timestamp` in the scope, and "now" of the conditions. */
  startedAtMs: number;
}

/** A request template with all that decides how it is rendered: the template room's `ChannelTemplate`. */
export interface StepTemplate {
  request: RequestTemplate;
  bodyFormat: Channel['bodyFormat'];
  bodyEncoding: Channel['bodyEncoding'];
  unknownVariables: Channel['unknownVariables'];
  /** Liquid of the signing key; null = not signed. */
  signingKey: string | null;
  /** Liquid of the keys that are being replaced, and of the end of each one's grace period. */
  previousKeys?: readonly { key: string; validUntil: string }[] | undefined;
}

/** What rendering gives: the template room's `RenderResult`. */
export type StepRendering =
  | {
      ok: true;
      request: RenderedRequest;
      signingKey: string | null;
      headerOrigins?: readonly ('template' | 'default')[];
      previousKeys?: readonly { key: string; validUntil: string }[];
    }
  | { ok: false; diagnostics: readonly TemplateDiagnostic[] };

export type RenderStep = (scope: JsonObject) => StepRendering;

/** What deciding needs of other rooms. */
export interface DecisionPorts {
  /** Called once per step and run; the returned function is called per recipient. */
  compile(template: StepTemplate): RenderStep;
  /**
   * One sentence when the key cannot be used by its scheme (bad base64, say); null when it can. `previousKey` is the
   * place in the channel's previous keys; null = it is the current one.
   */
  checkSigningKey?(channel: Channel, key: string, previousKey: number | null): string | null;
}
