import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CommandError } from '../../../../core/contract/index.ts';
import { exportHar } from '../../../../renderer/features/deliveries/export-har.ts';
import type { App } from '../../../../renderer/stores/app.ts';
import { createToastsStore, showFailure, showToast, silentForMs } from '../../../../renderer/stores/toasts.ts';

/** What was handed to the browser, by name. */
let saved: Map<string, Blob>;

beforeEach(() => {
  vi.useFakeTimers();
  saved = new Map();
  let blob = new Blob([]);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
    blob = content as Blob;
    return 'blob:test';
  });
  const link = { download: '', click: () => saved.set(link.download, blob) };
  vi.stubGlobal('document', { createElement: () => link });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

interface Piece {
  text: string;
  written: number;
  count: number;
  total: number;
}

/** As much of the app as an export asks; the pieces come when the test says so. */
function appWithPieces() {
  const toasts = createToastsStore();
  let answer: (piece: Piece | null | CommandError) => void = () => undefined;
  async function* stream(_name: string, _input: unknown, { signal }: { signal: AbortSignal }) {
    signal.addEventListener('abort', () => answer(new CommandError('cancelled', 'Cancelled.')));
    for (;;) {
      const piece = await new Promise<Piece | null | CommandError>((resolve) => {
        answer = resolve;
      });
      if (piece instanceof CommandError) throw piece;
      if (piece === null) return;
      yield piece;
    }
  }
  const app = {
    toasts,
    engine: { stream },
    toast: (text: string) => showToast(toasts, text),
    fail: (title: string, cause: CommandError) => showFailure(toasts, title, cause),
  } as unknown as App;
  const come = async (piece: Piece | null | CommandError) => {
    await vi.advanceTimersByTimeAsync(0);
    answer(piece);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { app, come, shown: () => toasts.getState().toasts };
}

test('a long export says how far it is; its file is handed over when it is whole', async () => {
  const { app, come, shown } = appWithPieces();
  const done = exportHar(app, {}, 'run-1.har', false);
  await come({ text: '{"a":', written: 0, count: 2, total: 5 });
  expect(shown()).toEqual([]);
  await vi.advanceTimersByTimeAsync(silentForMs);
  expect(shown()).toMatchObject([{ kind: 'progress', text: 'Making run-1.har…', done: 0, count: 2 }]);
  await come({ text: '1}', written: 2, count: 2, total: 5 });
  expect(shown()).toMatchObject([{ kind: 'progress', done: 2 }]);
  expect(saved.size).toBe(0);
  await come(null);
  await done;
  expect(shown().map(({ text }) => text)).toEqual([
    'run-1.har was made of the newest 2 of 5 attempts: more do not fit into one file; values of secrets are replaced.',
  ]);
  expect(await saved.get('run-1.har')?.text()).toBe('{"a":1}');
});

test('one that is stopped leaves no file', async () => {
  const { app, come, shown } = appWithPieces();
  const done = exportHar(app, {}, 'run-1.har', false);
  await vi.advanceTimersByTimeAsync(silentForMs);
  await come({ text: '{', written: 1, count: 2, total: 2 });
  const [toast] = shown();
  if (toast?.kind === 'progress') toast.stop();
  await done;
  expect(saved.size).toBe(0);
  expect(shown()).toMatchObject([{ kind: 'confirmation', text: 'run-1.har was not made: the export was stopped.' }]);
});

test('one that fails half-way leaves no file, and says why', async () => {
  const { app, come, shown } = appWithPieces();
  const done = exportHar(app, {}, 'run-1.har', false);
  await come({ text: '{', written: 1, count: 2, total: 2 });
  await come(new CommandError('unavailable', 'The engine is gone.'));
  await done;
  expect(saved.size).toBe(0);
  expect(shown()).toMatchObject([{ kind: 'failure', error: { message: 'The engine is gone.' } }]);
});
