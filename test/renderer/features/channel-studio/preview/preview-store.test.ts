import { describe, expect, it } from 'vitest';
import type { Channel, TemplateDiagnostic } from '../../../../../core/contract/index.ts';
import {
  createPreviewStore,
  lintedLimit,
  type PreviewContext,
  slowRenderMs,
} from '../../../../../renderer/features/channel-studio/preview/preview-store.ts';

const context = {} as PreviewContext;
const channelWith = (body: string) => ({ request: { body } }) as Channel;
const finding = (field: string, line: number) => ({ field, line, message: 'unknown' }) as TemplateDiagnostic;

/** The engine at the edge: keeps what it is asked, and answers with what the test says. */
function storeThatIsAnswered(answer: (input: { withLint?: boolean }) => object) {
  const asked: { name: string; withLint: unknown }[] = [];
  const call = async (name: string, input: { withLint?: boolean }) => {
    asked.push({ name, withLint: input.withLint });
    return { request: null, diagnostics: [], renderMs: 1, ...answer(input) };
  };
  return { asked, preview: createPreviewStore({ call: call as never }) };
}

describe('the findings of a short channel', () => {
  it('come with its preview, text by text, and stay the same lists as long as they say the same', async () => {
    const { asked, preview } = storeThatIsAnswered(() => ({ lint: [finding('body', 1), finding('url', 1)] }));
    preview.request(channelWith('a'), context);
    expect(preview.isLintedAlong()).toBe(true);
    await expect.poll(() => preview.store.getState().linted?.size).toBe(2);
    const first = preview.store.getState().linted;
    expect(first?.get('body')).toEqual([finding('body', 1)]);
    preview.request(channelWith('b'), context);
    await expect.poll(() => preview.store.getState().linted !== first).toBe(true);
    expect(preview.store.getState().linted?.get('body')).toBe(first?.get('body'));
    expect(asked.map(({ withLint }) => withLint)).toEqual([true, true]);
  });

  it('are asked for apart as soon as the body is long, and when there is no preview', async () => {
    let isRefused = false;
    const { asked, preview } = storeThatIsAnswered(({ withLint }) => {
      if (isRefused) throw new Error('no such recipient');
      return withLint === true ? { lint: [finding('body', 1)] } : {};
    });
    preview.request(channelWith('short'), context);
    await expect.poll(() => preview.store.getState().linted).not.toBeNull();
    preview.request(channelWith('x'.repeat(lintedLimit + 1)), context);
    expect(preview.isLintedAlong()).toBe(false);
    await expect.poll(() => preview.store.getState().linted).toBeNull();
    expect(asked.at(-1)?.withLint).toBe(false);
    isRefused = true;
    preview.request(channelWith('short'), context);
    await expect.poll(() => preview.store.getState().error).not.toBeNull();
    expect(preview.isLintedAlong()).toBe(false);
    expect(preview.store.getState().linted).toBeNull();
  });
});

describe('the map of a long body', () => {
  const mapOf = (output: string) => [
    {
      field: 'body',
      output,
      spans: { ends: [output.length], places: [1, 1, 1, 9], kinds: 't', paths: [-1], names: [], partials: null },
    },
  ];

  it('is carried over to each newer body until its own comes, also when it comes late', async () => {
    const maps = new Map<string, (map: object) => void>();
    const call = (name: string, { channel }: { channel: Channel }) => {
      const { body } = channel.request;
      if (name === 'template.sourceMap') return new Promise((resolve) => maps.set(body, resolve));
      return Promise.resolve({ request: { body: new TextEncoder().encode(body) }, diagnostics: [], renderMs: 1 });
    };
    const preview = createPreviewStore({ call: call as never }, (task) => queueMicrotask(task));
    const shownMap = () => preview.store.getState().sourceMap?.map(({ output }) => output) ?? [];
    const type = async (body: string): Promise<void> => {
      preview.request(channelWith(body), context);
      await expect.poll(() => new TextDecoder().decode(preview.store.getState().latest?.request?.body)).toBe(body);
    };
    await type('first');
    expect(shownMap()).toEqual([]);
    await expect.poll(() => maps.has('first')).toBe(true);
    maps.get('first')?.(mapOf('first'));
    await expect.poll(shownMap).toEqual(['first']);
    await type('first, second');
    expect(shownMap()).toEqual(['first, second']);
    await expect.poll(() => maps.has('first, second')).toBe(true);
    await type('first, second, third');
    maps.get('first, second')?.(mapOf('first, second'));
    await expect.poll(() => maps.has('first, second, third')).toBe(true);
    expect(shownMap()).toEqual(['first, second, third']);
  });

  it('is not carried over where signing wrote into the body', async () => {
    const call = async (name: string, { channel }: { channel: Channel }) => {
      const { body } = channel.request;
      if (name === 'template.sourceMap') return mapOf(body);
      return { request: { body: new TextEncoder().encode(`${body} signed`) }, diagnostics: [], renderMs: 1 };
    };
    const preview = createPreviewStore({ call: call as never }, (task) => queueMicrotask(task));
    const shown: unknown[] = [];
    preview.store.subscribe(({ sourceMap }) => shown.push(sourceMap?.[0]?.output));
    for (const body of ['first', 'second']) {
      preview.request(channelWith(body), context);
      await expect.poll(() => shown.at(-1)).toBe(body);
    }
    expect(shown).not.toContain('second signed');
  });
});

describe('the last good request', () => {
  it('stays while the template is broken, and is not shown for another recipient', async () => {
    let request: object | null = { body: new Uint8Array() };
    const { preview } = storeThatIsAnswered(() => ({ request }));
    const forRecipient = (recipient: string): PreviewContext => ({ ...context, environment: 'development', recipient });
    preview.request(channelWith('good'), forRecipient('ada'));
    await expect.poll(() => preview.store.getState().lastGood).not.toBeNull();
    request = null;
    preview.request(channelWith('broken'), forRecipient('ada'));
    await expect.poll(() => preview.store.getState().latest?.request).toBeNull();
    expect(preview.store.getState().lastGood).not.toBeNull();
    preview.request(channelWith('broken'), forRecipient('bob'));
    await expect.poll(() => preview.store.getState().lastGood).toBeNull();
  });
});

describe('the findings of a channel', () => {
  const error = (line: number, samples?: string[]) =>
    ({
      ...finding('body', line),
      code: 'unknown-variable',
      column: 1,
      severity: 'error',
      samples,
    }) as TemplateDiagnostic;
  const warning = { ...error(0), severity: 'warning' } as TemplateDiagnostic;
  const note = { ...error(9), severity: 'info' } as TemplateDiagnostic;

  it('are those of every pass, each once, and the same list while they stay the same', async () => {
    const { preview } = storeThatIsAnswered(() => ({
      diagnostics: [error(1), warning, note],
      lint: [error(2), error(1)],
    }));
    preview.request(channelWith('a'), context);
    await expect.poll(() => preview.store.getState().latest).not.toBeNull();
    const lines = () => preview.findingsOf(preview.store.getState()).map(({ line }) => line);
    // Errors first, then warnings; the problem list counts no notes either.
    expect(lines()).toEqual([1, 2, 0]);
    preview.store.setState({
      checked: { channel: channelWith('a'), byField: new Map([['body', [error(3, ['small']), error(2)]]]) },
    });
    expect(lines()).toEqual([1, 2, 3, 0]);
    const before = preview.findingsOf(preview.store.getState());
    const { latest } = preview.store.getState();
    preview.request(channelWith('b'), context);
    await expect.poll(() => preview.store.getState().latest !== latest).toBe(true);
    expect(preview.findingsOf(preview.store.getState())).toBe(before);
  });
});

describe('a template that takes long', () => {
  it('is asked about again when others have had the engine for as long', async () => {
    let renderMs = slowRenderMs - 1;
    const later: { task: () => void; delayMs: number }[] = [];
    const asked: string[] = [];
    const call = async (_: string, { channel }: { channel: Channel }) => {
      asked.push(channel.request.body);
      return { request: null, diagnostics: [], renderMs };
    };
    const preview = createPreviewStore({ call: call as never }, (task, delayMs) => later.push({ task, delayMs }));
    for (const body of ['a', 'b', 'c']) preview.request(channelWith(body), context);
    await expect.poll(() => asked).toEqual(['a', 'c']);
    expect(later).toEqual([]);

    renderMs = 1_000;
    preview.request(channelWith('slow'), context);
    await expect.poll(() => later.map(({ delayMs }) => delayMs)).toEqual([1_000]);
    preview.request(channelWith('typed'), context);
    preview.request(channelWith('typed on'), context);
    expect(asked.at(-1)).toBe('slow');
    later.shift()?.task();
    expect(asked.slice(3)).toEqual(['typed on']);
  });
});
