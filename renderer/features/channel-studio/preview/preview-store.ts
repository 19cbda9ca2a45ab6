import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  Channel,
  CommandError,
  CommandInput,
  CommandOutput,
  EngineClient,
  Preview,
  TemplateDiagnostic,
} from '../../../../core/contract/index.ts';
import { bodyText } from '../../../request/request-text.ts';
import { toCommandError } from '../../../stores/command-failure.ts';
import { isSameJson } from '../../../stores/same-json.ts';
import { carriedMap, type MapOf } from './carried-map.ts';
import { mergeFindings } from './merge-findings.ts';
import { createNewestQuestion } from './newest-question.ts';

/** A longer body is shown without its origins, so that the page stays quick. */
export const mappedLimitBytes = 100_000;
/** In characters: findings in longer texts are asked for by themselves, so that their preview does not wait for them. */
export const lintedLimit = 200_000;
/** Milliseconds: the map is for the pointer and the caret, which come to rest first. */
const sourceMapDelayMs = 120;
/**
 * Milliseconds: a rendering that takes longer has held up the engine's one thread, runs and receivers too. The next question
 * waits for as long again, so that a template that runs into its time limit leaves half of the engine to others.
 */
export const slowRenderMs = 500;

export type PreviewContext = CommandInput<'template.preview'>['context'];

/** What the preview of one channel shows. The last good request stays while the template is broken. */
export interface PreviewState {
  latest: Preview | null;
  /** For the recipient that is chosen; another one's request would be taken for its own. */
  lastGood: Preview | null;
  error: CommandError | null;
  /** Kept to compare with while the template is edited. */
  pinned: Preview | null;
  /** Findings with every sample, and the channel they are about. */
  checked: { channel: Channel; byField: ReadonlyMap<string, readonly TemplateDiagnostic[]> } | null;
  /** What is found without rendering, text by text; null where that is asked for by itself. */
  linted: ReadonlyMap<string, readonly TemplateDiagnostic[]> | null;
  /** Where each part of the request comes from; of the channel that was last asked about. */
  sourceMap: CommandOutput<'template.sourceMap'> | null;
}

export interface PreviewStore {
  store: StoreApi<PreviewState>;
  /** Asks for a preview. While one is under way only the newest request waits: typing never queues up work. */
  request(channel: Channel, context: PreviewContext): void;
  /**
   * All errors and warnings that are known of the channel, each once and errors first: those of the preview, of the static pass
   * and with other samples. What counts or lists findings takes them from here. The same list as long as they stay the same.
   */
  findingsOf(state: PreviewState): readonly TemplateDiagnostic[];
  /** Whether the answer to what was asked last brings the findings of its texts along. */
  isLintedAlong(): boolean;
}

interface Question {
  channel: Channel;
  context: PreviewContext;
}

/** Runs a task when so many milliseconds have passed. */
export type Later = (task: () => void, delayMs: number) => void;

export function createPreviewStore(
  engine: Pick<EngineClient, 'call'>,
  later: Later = (task, delayMs) => void setTimeout(task, delayMs),
): PreviewStore {
  const store = createStore<PreviewState>(() => ({
    latest: null,
    lastGood: null,
    error: null,
    pinned: null,
    checked: null,
    linted: null,
    sourceMap: null,
  }));
  const mapLater = createNewestQuestion({
    ask: (question: Question) => engine.call('template.sourceMap', question),
    onAnswer(sourceMap, { channel }) {
      newestMap = { channel, sourceMap };
      store.setState({ sourceMap: mapOfShown() });
    },
    schedule: (task) => later(task, sourceMapDelayMs),
  });
  let newestMap: MapOf | null = null;
  /** Whether the map that was made for a shown body was of that very body: signing may have written into it. */
  let isMapOfBody = false;
  let shown: { channel: Channel; body: Uint8Array } | null = null;
  let isUnderWay = false;
  let waiting: Question | null = null;
  /** Whom `lastGood` is for. */
  let goodFor: string | null = null;
  let isLintedAlong = false;

  /** The newest map; while the body that is shown is a newer one, carried over to it. */
  function mapOfShown(): PreviewState['sourceMap'] {
    if (newestMap === null) return null;
    const { channel, sourceMap } = newestMap;
    if (shown === null || shown.body.byteLength > mappedLimitBytes) return sourceMap;
    const body = bodyText(shown.body);
    if (shown.channel === channel)
      isMapOfBody = sourceMap.some(({ field, output }) => field === 'body' && output === body);
    else if (isMapOfBody) return carriedMap(newestMap, shown.channel, body);
    return sourceMap;
  }

  async function ask(question: Question): Promise<void> {
    isUnderWay = true;
    let renderMs = 0;
    try {
      const withLint = isShort(question.channel);
      const asked = { ...question, withSourceMap: true, withLint };
      const { sourceMap, lint, ...answer } = await engine.call('template.preview', asked);
      renderMs = answer.renderMs;
      const { latest: before, lastGood, linted } = store.getState();
      // Whoever shows the findings alone is not disturbed by an answer that changes nothing about them.
      const latest =
        before !== null && isSameJson(before.diagnostics, answer.diagnostics)
          ? { ...answer, diagnostics: before.diagnostics }
          : answer;
      if (latest.request !== null) shown = { channel: question.channel, body: latest.request.body };
      if (sourceMap !== undefined) newestMap = { channel: question.channel, sourceMap };
      const whom = JSON.stringify([question.context.environment, question.context.recipient]);
      store.setState({
        latest,
        lastGood: latest.request !== null ? latest : goodFor === whom ? lastGood : null,
        error: null,
        // One change with the request: a body whose map came later would be laid out twice.
        sourceMap: mapOfShown(),
        linted: lint === undefined ? null : byField(lint, linted),
      });
      if (latest.request !== null) goodFor = whom;
      const sizeBytes = latest.request?.body.byteLength ?? Number.POSITIVE_INFINITY;
      if (sourceMap === undefined && sizeBytes <= mappedLimitBytes) mapLater.put(question);
    } catch (cause) {
      isLintedAlong = false;
      store.setState({ error: toCommandError(cause), linted: null });
    }
    if (renderMs < slowRenderMs) askWaiting();
    else later(askWaiting, renderMs);
  }

  function askWaiting(): void {
    isUnderWay = false;
    const next = waiting;
    waiting = null;
    if (next !== null) void ask(next);
  }

  return {
    store,
    request(channel, context) {
      const question = { channel, context };
      isLintedAlong = isShort(channel);
      if (isUnderWay) waiting = question;
      else void ask(question);
    },
    findingsOf: createFindingList(),
    isLintedAlong: () => isLintedAlong,
  };
}

function createFindingList(): PreviewStore['findingsOf'] {
  let from: Pick<PreviewState, 'linted' | 'checked'> & { diagnostics: unknown } = {
    diagnostics: undefined,
    linted: null,
    checked: null,
  };
  let findings: readonly TemplateDiagnostic[] = [];
  return ({ latest, linted, checked }) => {
    const diagnostics = latest?.diagnostics;
    if (from.diagnostics === diagnostics && from.linted === linted && from.checked === checked) return findings;
    from = { diagnostics, linted, checked };
    const lists = [...(linted?.values() ?? []), diagnostics ?? [], ...(checked?.byField.values() ?? [])];
    const found = mergeFindings(lists.map((list) => list.filter(({ severity }) => severity !== 'info')));
    const sorted = found.toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
    if (!isSameJson(findings, sorted)) findings = sorted;
    return findings;
  };
}

function isShort({ request }: Channel): boolean {
  return request.body.length <= lintedLimit;
}

/** Findings text by text; a list that says the same as before is the one from before, so that nothing renders for it. */
export function byField(
  diagnostics: readonly TemplateDiagnostic[],
  before: PreviewState['linted'],
): Map<string, readonly TemplateDiagnostic[]> {
  const lists = new Map<string, TemplateDiagnostic[]>();
  for (const diagnostic of diagnostics) {
    const list = lists.get(diagnostic.field);
    if (list === undefined) lists.set(diagnostic.field, [diagnostic]);
    else list.push(diagnostic);
  }
  return new Map(
    [...lists].map(([field, list]) => {
      const known = before?.get(field);
      return [field, known !== undefined && isSameJson(known, list) ? known : list];
    }),
  );
}
