import type { AbortSignalLike } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import type { PreviewContext } from '../../contract/payloads.ts';
import type { MatrixItem, MatrixRequest } from '../../contract/template-payloads.ts';
import { type RecipientReference, recipientKey } from '../../model/index.ts';
import { displayNameOf, resolveRecipient } from '../../workflow/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { recipientDirectory } from '../environments/recipient-directory.ts';
import { withoutSecretsInFindings } from '../secrets/secret-finder.ts';
import { yieldToOthers } from '../yield-to-others.ts';
import { placeFindings } from './finding-place.ts';
import {
  type ChosenRecipients,
  type ChosenSample,
  chosenRecipients,
  chosenSamples,
  chosenSources,
} from './matrix-choice.ts';
import { buildPreviewScope } from './preview-scope.ts';
import type { RequestSource } from './request-sources.ts';
import { channelTemplate } from './template-commands.ts';
import { type PayloadCheck, payloadCheck, renderedFindings, withoutRepeats } from './template-findings.ts';
import { scopeShape } from './template-samples.ts';

interface CheckedSample extends Pick<ChosenSample, 'eventType' | 'sample'> {
  check: PayloadCheck | null;
}

/**
 * Renders every channel, and every request that a step has of its own, with every sample and recipient, and gives what is
 * wrong with each, in the order of keys. Works in the background: other work runs between any two cells, and an abort
 * ends it there. What runs into a limit is left after that cell; `turn` is what lets others have theirs. Partials are gone
 * through when all channels are, or those that are named. Rejects with `not-found` for something
 * named that does not exist; a user may be unknown, as Knock calls users that nobody has identified.
 */
export async function* templateMatrix(
  context: EngineContext,
  request: MatrixRequest & { partials?: readonly string[] },
  signal: AbortSignalLike,
  turn: () => Promise<void> = yieldToOthers,
): AsyncGenerator<MatrixItem, void, undefined> {
  context.workspace.data(request.environment);
  const sources = chosenSources(context, request);
  const recipients = chosenRecipients(context, request);
  const { chosen, isAll } = chosenSamples(context, request);
  const samples = chosen.map(({ eventType, sample, definition }) => ({
    eventType,
    sample,
    check: payloadCheck({ type: eventType, sample }, definition),
  }));
  yield planOf(context, request.environment, recipients, samples);
  const isForOneSample = isAll && samples.length <= 1;
  for (const source of sources) {
    const work = { environment: request.environment, source, recipients, samples, isForOneSample };
    yield* requestCells(context, work, signal, turn);
    refuseAborted(signal);
  }
  const { partials = request.channels === null ? null : [] } = request;
  for (const document of context.workspace.documents()) {
    if (partials?.length === 0) return;
    if (document.kind === 'partial' && partials?.includes(document.key) !== false)
      yield await partialFindings(context, request.environment, document.key, document.value.content);
    refuseAborted(signal);
    await turn();
  }
}

function refuseAborted({ aborted }: AbortSignalLike): void {
  if (aborted) throw new CommandError('cancelled', 'The check was stopped.');
}

interface RequestWork {
  environment: string;
  source: RequestSource;
  recipients: ChosenRecipients;
  samples: readonly CheckedSample[];
  /** There is no other one in the workspace. */
  isForOneSample: boolean;
}

function planOf(
  { workspace }: EngineContext,
  environment: string,
  { tried, of }: ChosenRecipients,
  samples: readonly CheckedSample[],
): MatrixItem {
  const directory = recipientDirectory(workspace.data(environment));
  return {
    kind: 'plan',
    samples: samples.map(({ eventType, sample }) => ({ eventType, sample })),
    recipients: tried.map((recipient) =>
      recipient === null
        ? { key: null, name: '' }
        : { key: recipientKey(recipient), name: displayNameOf(resolveRecipient(recipient, directory)) },
    ),
    recipientCount: of,
  };
}

async function* requestCells(
  context: EngineContext,
  { environment, source, recipients, samples, isForOneSample }: RequestWork,
  signal: AbortSignalLike,
  turn: () => Promise<void>,
): AsyncGenerator<MatrixItem, void, undefined> {
  const { document, channel, workflow } = source;
  const templates = context.templates.of(environment);
  const compiled = templates.compile(channelTemplate(channel));
  const place = await source.places();
  const previews = samples.flatMap((sample) =>
    recipients.tried.map((recipient) => ({
      sample,
      preview: { ...previewOf(context, environment, sample, recipient), workflow },
    })),
  );
  const [first] = previews;
  await turn();
  const own = templates.lint(compiled, first === undefined ? null : scopeShape(context, first.preview));
  // Without a sample to tell, one event type's schema would be held against templates of all: variables are left to cells.
  const findings = isForOneSample
    ? own
    : own.filter(({ code }) => code !== 'unknown-variable' && code !== 'may-be-missing');
  yield {
    kind: 'document',
    document,
    findings: findings.map(place),
    cellCount: previews.length,
  };
  const said = new Set(findings.map(({ code, field, line, column }) => `${code} ${field} ${line}:${column}`));
  for (const { sample, preview } of previews) {
    await turn();
    refuseAborted(signal);
    const { scope, secrets } = buildPreviewScope(context, preview, context.nowMs());
    const startedMs = performance.now();
    const inspection = templates.inspect(compiled, scope);
    const renderMs = performance.now() - startedMs;
    const { result: rendered } = inspection;
    const isLimited = !rendered.ok && rendered.diagnostics.some(({ code }) => code === 'limit-exceeded');
    const found =
      isLimited && !rendered.ok ? rendered.diagnostics : renderedFindings(channel, inspection, sample.check);
    // What cannot be rendered comes to none of its variables; then they are told from the text, as in the studio.
    const unread = rendered.ok || isLimited ? [] : templates.lint(compiled, scopeShape(context, preview));
    const all = withoutRepeats(
      found,
      unread.filter(({ code }) => code === 'unknown-variable' || code === 'may-be-missing'),
    );
    const news = all.filter(({ code, field, line, column }) => !said.has(`${code} ${field} ${line}:${column}`));
    yield {
      kind: 'cell',
      document,
      eventType: sample.eventType,
      sample: sample.sample,
      recipient: preview.recipient === null ? null : recipientKey(preview.recipient),
      isRendered: rendered.ok,
      sizeBytes: rendered.ok ? rendered.request.body.length : null,
      renderMs,
      findings: withoutSecretsInFindings(news, secrets).map(place),
    };
    if (isLimited) return;
  }
}

async function partialFindings(
  context: EngineContext,
  environment: string,
  key: string,
  text: string,
): Promise<MatrixItem> {
  const templates = context.templates.of(environment);
  const diagnostics = templates.lintText({
    field: 'content',
    text,
    isJson: false,
    shape: null,
    unknownVariables: 'lenient',
  });
  const place = await placeFindings(context.workspace.info().path, `partials/${key}/partial.json`, ['content']);
  return {
    kind: 'document',
    document: { kind: 'partial', key },
    findings: diagnostics.map(place),
    cellCount: 0,
  };
}

/** A recipient is reached through the first object it subscribes to, so that its subscription is in reach too. */
function previewOf(
  { workspace }: EngineContext,
  environment: string,
  { eventType, sample }: CheckedSample,
  recipient: RecipientReference | null,
): PreviewContext {
  const [subscription] = recipient === null ? [] : workspace.data(environment).subscriptionsOf(recipient);
  return {
    environment,
    recipient,
    via: subscription?.object ?? null,
    event: { type: eventType, sample },
    actor: null,
    tenant: null,
    workflow: null,
  };
}
