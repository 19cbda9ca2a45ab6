import type { CommandHandlers } from '../../contract/commands.ts';
import type { Preview } from '../../contract/payloads.ts';
import type { Channel } from '../../model/index.ts';
import type { ChannelTemplate, Inspection, RenderResult } from '../../template/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { secretValues } from '../environments/environment-vars.ts';
import { ownSchemes } from '../schemes/own-schemes.ts';
import { withoutSecretsInFindings } from '../secrets/secret-finder.ts';
import { describeRequest, jsonVerdict } from './preview.ts';
import { buildPreviewScope } from './preview-scope.ts';
import { scopeTree } from './scope-tree.ts';
import { sourceMapOf } from './source-map.ts';
import type { ShapeCache } from './template-samples.ts';

/** A longer body is mapped by a command of its own: its preview must not wait for the map. */
const mappedLimitBytes = 20_000;

export function createTemplateCommands(
  context: EngineContext,
  shapes: ShapeCache,
): Pick<CommandHandlers, 'template.preview' | 'template.scope'> {
  return {
    'template.preview'({
      channel,
      context: previewContext,
      atMs = context.nowMs(),
      withSourceMap = false,
      withLint = false,
    }) {
      context.foreground.note();
      const preview = buildPreviewScope(context, previewContext, atMs);
      const templates = context.templates.of(previewContext.environment);
      const startedMs = performance.now();
      const compiled = templates.compile(channelTemplate(channel));
      const inspection = templates.inspect(compiled, preview.scope);
      const { result: rendered } = inspection;
      const renderMs = performance.now() - startedMs;
      const isMapped = withSourceMap && rendered.ok && rendered.request.body.length <= mappedLimitBytes;
      return {
        ...describeRequest({ channel, rendered, preview, nowMs: atMs, findOwn: ownSchemes(context) }),
        ...(rendered.ok ? {} : { json: brokenJson(rendered, inspection) }),
        ...findingsOf(rendered, inspection, preview.secrets),
        atMs,
        renderMs,
        ...(isMapped ? { sourceMap: sourceMapOf(context, channel, inspection.fields()) } : {}),
        ...(withLint ? { lint: templates.lint(compiled, shapes.of(previewContext)) } : {}),
      };
    },
    'template.scope'({ context: previewContext }) {
      const { scope } = buildPreviewScope(context, previewContext, context.nowMs());
      return scopeTree(scope, secretValues(context, previewContext.environment));
    },
  };
}

/** Where a body that renders, but not to JSON, goes wrong; null when that is not what is wrong. */
function brokenJson({ diagnostics }: Extract<RenderResult, { ok: false }>, inspection: Inspection): Preview['json'] {
  if (!diagnostics.some(({ code }) => code === 'invalid-json')) return null;
  const text = inspection.bodyText();
  return text === null ? null : jsonVerdict(new TextEncoder().encode(text));
}

/** The parts of a channel that rendering needs. */
export function channelTemplate(channel: Channel): ChannelTemplate {
  return {
    request: channel.request,
    bodyFormat: channel.bodyFormat,
    bodyEncoding: channel.bodyEncoding,
    unknownVariables: channel.unknownVariables,
    signingKey: channel.signing?.key ?? null,
    previousKeys: channel.signing?.previousKeys,
  };
}

function findingsOf(
  rendered: RenderResult,
  inspection: Inspection,
  secrets: readonly string[],
): Pick<Preview, 'diagnostics' | 'unknownVariables'> {
  // A template that ran into a limit would take as long again for each further look.
  if (!rendered.ok && rendered.diagnostics.some(({ code }) => code === 'limit-exceeded')) {
    return { diagnostics: withoutSecretsInFindings(rendered.diagnostics, secrets), unknownVariables: [] };
  }
  const diagnostics = withoutSecretsInFindings(inspection.diagnostics(), secrets);
  return { diagnostics, unknownVariables: inspection.unknownVariables() };
}
