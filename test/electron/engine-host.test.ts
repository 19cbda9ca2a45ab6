import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineState } from '../../core/contract/index.ts';
import { createEngineHost, type EngineHost, type TextCipher } from '../../electron/engine-host.ts';
import { type FakeEngineProcess, fakeEngineProcess } from './fake-engine-process.ts';

const workspace = { workspacePath: '/work/hooks', dataPath: '/data/hooks', isNew: false };
let processes: FakeEngineProcess[];
let states: EngineState[];
let delivered: string[];

function makeHost(cipher: TextCipher | null = null): EngineHost {
  processes = [];
  states = [];
  delivered = [];
  let channels = 0;
  return createEngineHost<string>({
    appVersion: '1.2.3',
    cipher,
    fork() {
      const next = fakeEngineProcess(100 + processes.length);
      processes.push(next);
      return next;
    },
    createChannel() {
      channels += 1;
      return { engine: `engine end ${channels}`, page: `page end ${channels}` };
    },
    deliverPort: (port) => delivered.push(port),
    onState: (state) => states.push(state),
  });
}

function processAt(index: number): FakeEngineProcess {
  const found = processes[index];
  if (found === undefined) throw new Error(`engine ${index} was never started`);
  return found;
}

test('opens the workspace and hands the page a port once both are there, in either order', async () => {
  const host = makeHost();
  await host.start(workspace);
  expect(processAt(0).told).toEqual([
    { message: { type: 'open', ...workspace, appVersion: '1.2.3', hasCipher: false }, ports: [] },
  ]);
  host.connectPage();
  expect(delivered).toEqual([]);
  processAt(0).say({ type: 'ready' });
  expect(delivered).toEqual(['page end 1']);
  expect(processAt(0).told.at(-1)).toEqual({ message: { type: 'connect' }, ports: ['engine end 1'] });
  // The page was loaded again.
  host.connectPage();
  expect(delivered).toEqual(['page end 1', 'page end 2']);
  expect(states.map((state) => state.status)).toEqual(['starting', 'running']);
});

test('an engine that dies is told in a sentence; a restart opens the same workspace and delivers a fresh port', async () => {
  const host = makeHost();
  await host.start(workspace);
  host.connectPage();
  processAt(0).say({ type: 'ready' });
  processAt(0).exit(139);
  expect(host.state().status).toBe('exited');
  expect(host.state().message).toMatch(/exit code 139.*restart/);
  expect(host.pid()).toBeUndefined();

  await host.restart();
  processAt(1).say({ type: 'ready' });
  expect(processAt(1).told[0]?.message).toMatchObject({ type: 'open', workspacePath: '/work/hooks' });
  expect(delivered).toEqual(['page end 1', 'page end 2']);
  expect(host.state()).toEqual({ status: 'running', message: null });
});

test('a workspace that cannot be opened is told in the words of the engine', async () => {
  const host = makeHost();
  await host.start(workspace);
  processAt(0).say({ type: 'failed', message: 'The workspace /work/hooks cannot be opened: no.' });
  processAt(0).exit(1);
  expect(host.state()).toEqual({
    status: 'exited',
    message: 'The workspace /work/hooks cannot be opened: no.',
  });
});

test('a new workspace is filled once: a restart opens what is there', async () => {
  const host = makeHost();
  await host.start({ ...workspace, isNew: true });
  expect(processAt(0).told[0]?.message).toMatchObject({ isNew: true });
  processAt(0).say({ type: 'ready' });
  processAt(0).exit(1);
  await host.restart();
  expect(processAt(1).told[0]?.message).toMatchObject({ isNew: false });
});

test('another workspace: the former engine ends first, and its end is not taken for a crash', async () => {
  const host = makeHost();
  await host.start(workspace);
  processAt(0).say({ type: 'ready' });
  const started = host.start({ ...workspace, workspacePath: '/work/other' });
  expect(processAt(0).told.at(-1)?.message).toEqual({ type: 'close' });
  expect(processes).toHaveLength(1);
  processAt(0).exit(0);
  await started;
  expect(processAt(1).told[0]?.message).toMatchObject({ workspacePath: '/work/other' });
  expect(states.map((state) => state.status)).toEqual(['starting', 'running', 'starting']);
});

test('a page that is being left gets no port until the next one asks', async () => {
  const host = makeHost();
  await host.start(workspace);
  host.connectPage();
  host.forgetPage();
  processAt(0).say({ type: 'ready' });
  expect(delivered).toEqual([]);
  host.connectPage();
  expect(delivered).toEqual(['page end 1']);
});

describe('stopping', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('kills an engine that does not end in time', async () => {
    const host = makeHost();
    await host.start(workspace);
    const stopped = host.stop();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(processAt(0).wasKilled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(processAt(0).wasKilled).toBe(true);
    await stopped;
  });

  test('without an engine there is nothing to do', async () => {
    const host = makeHost();
    await host.stop();
    await host.restart();
    expect(processes).toEqual([]);
  });
});

describe('the keychain', () => {
  const cipher: TextCipher = {
    encrypt: (text) => new TextEncoder().encode(text.toUpperCase()),
    decrypt() {
      throw new Error('The keychain is locked.');
    },
  };

  test('is offered, used, and its refusals are passed on', async () => {
    const host = makeHost(cipher);
    await host.start(workspace);
    expect(processAt(0).told[0]?.message).toMatchObject({ hasCipher: true });
    processAt(0).say({ type: 'cipher-request', id: 7, request: { operation: 'encrypt', text: 'abc' } });
    processAt(0).say({ type: 'cipher-request', id: 8, request: { operation: 'decrypt', bytes: new Uint8Array() } });
    expect(
      processAt(0)
        .told.slice(1)
        .map(({ message }) => message),
    ).toEqual([
      { type: 'cipher-answer', id: 7, answer: { ok: true, value: new TextEncoder().encode('ABC') } },
      { type: 'cipher-answer', id: 8, answer: { ok: false, message: 'The keychain is locked.' } },
    ]);
  });
});
