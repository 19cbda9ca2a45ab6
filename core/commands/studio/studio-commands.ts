import type { CommandHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import type { templateCommands } from '../../contract/template-payloads.ts';
import { compactJson, formatTemplate, mergeSamples, printingOf, reflowJson } from '../../template/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { secretValues } from '../environments/environment-vars.ts';
import { withoutSecretsInFindings } from '../secrets/secret-finder.ts';
import { buildPreviewScope } from './preview-scope.ts';
import { placing, sourceMapOf } from './source-map.ts';
import { channelTemplate } from './template-commands.ts';
import { payloadCheck, renderedFindings, withoutRepeats } from './template-findings.ts';
import { eventTypeOf, type ShapeCache, sampleScopes } from './template-samples.ts';

type StudioCommands = Pick<CommandHandlers, keyof typeof templateCommands>;

/** How long nobody must have typed on before the next sample is rendered, in milliseconds. */
const checkRestMs = 150;

/** Language intelligence of the template studio, and what goes with event types. */
export function createStudioCommands(context: EngineContext, shapes: ShapeCache): StudioCommands {
  const newest = createNewest();
  const templatesOf = (environment: string | undefined) => context.templates.of(environment ?? anyEnvironment(context));
  return {
    'template.lint'({ field, text, bodyFormat, unknownVariables, context: preview }) {
      context.foreground.note();
      const shape = preview === null ? null : shapes.of(preview);
      const startedMs = performance.now();
      const printing = printingOf(field, bodyFormat);
      const templates = templatesOf(preview?.environment);
      const diagnostics = templates.lintText({ field, text, unknownVariables, shape, ...printing });
      return { diagnostics, lintMs: performance.now() - startedMs };
    },
    async 'template.check'({ channel, templateKey, context: preview }) {
      const isNewest = newest(templateKey);
      const templates = templatesOf(preview.environment);
      const startedMs = performance.now();
      const compiled = templates.compile(channelTemplate(channel));
      const check = payloadCheck(preview.event, eventTypeOf(context, preview));
      const bySample = [];
      for (const sample of sampleScopes(context, preview)) {
        const diagnostics = renderedFindings(channel, templates.inspect(compiled, sample.scope), check);
        bySample.push({ sample: sample.name, diagnostics });
        // A template that runs into a limit takes as long with each further sample.
        if (diagnostics.some(({ code }) => code === 'limit-exceeded')) break;
        await context.foreground.rest(checkRestMs);
        if (!isNewest()) throw new CommandError('cancelled', 'A newer check of this channel was asked for.');
      }
      const own = templates.lint(compiled, shapes.of(preview));
      const secrets = Object.values(secretValues(context, preview.environment));
      const rendered = withoutSecretsInFindings(mergeSamples(bySample), secrets);
      return { diagnostics: withoutRepeats(own, rendered), lintMs: performance.now() - startedMs };
    },
    'template.symbols'({ text, context: preview }) {
      const shape = preview === null ? null : shapes.of(preview);
      const place = placing(text);
      return templatesOf(preview?.environment)
        .symbols(text, shape)
        .map(({ name, kind, type, definitions, references, scope }) => ({
          name,
          kind,
          type,
          definitions: definitions.map(place),
          references: references.map(place),
          scope: place(scope),
        }));
    },
    'template.format'({ text, mode, context: preview }) {
      if (mode === 'safe') return { text: formatTemplate(text), refusal: null };
      const reflowed = reflowJson(text);
      if (reflowed === null) {
        const refusal = 'Tags and JSON are joined too closely to move one without the other.';
        return { text, refusal };
      }
      const isSame = preview === null || rendersTheSame(context, preview, text, reflowed);
      return isSame
        ? { text: reflowed, refusal: null }
        : { text, refusal: 'With a sample the result would have other JSON.' };
    },
    'template.sourceMap'({ channel, context: preview }) {
      const templates = templatesOf(preview.environment);
      const { scope } = buildPreviewScope(context, preview, context.nowMs());
      const inspection = templates.inspect(templates.compile(channelTemplate(channel)), scope);
      return sourceMapOf(context, channel, inspection.fields());
    },
  };
}

/** Gives, per key, a function that tells whether nothing newer has begun under that key. */
function createNewest(): (key: string) => () => boolean {
  const latest = new Map<string, symbol>();
  return (key) => {
    const own = Symbol(key);
    latest.set(key, own);
    return () => latest.get(key) === own;
  };
}

/** Partials and filters need some environment; a text without a context uses none of its data. */
function anyEnvironment(context: EngineContext): string {
  for (const document of context.workspace.documents()) if (document.kind === 'environment') return document.key;
  throw new CommandError('not-found', 'The workspace has no environment.', { field: 'context' });
}

function rendersTheSame(
  context: EngineContext,
  preview: Parameters<typeof sampleScopes>[1],
  before: string,
  after: string,
): boolean {
  const templates = context.templates.of(preview.environment);
  const compile = (body: string) =>
    templates.compile({
      request: { method: 'post', url: '', headers: [], query: [], body },
      bodyFormat: 'text',
      bodyEncoding: 'exact',
      unknownVariables: 'lenient',
      signingKey: null,
    });
  const [old, now] = [compile(before), compile(after)];
  return sampleScopes(context, preview).every(({ scope }) => {
    const [left, right] = [old.render(scope), now.render(scope)];
    if (!left.ok || !right.ok) return left.ok === right.ok;
    return (
      Buffer.compare(compactJson(left.request.body), compactJson(right.request.body)) === 0 ||
      !isJson(left.request.body)
    );
  });
}

/** What is no JSON before is none after, and cannot be compared by tokens. */
function isJson(body: Uint8Array): boolean {
  return compactJson(body) !== body;
}
