import { expect, test, vi } from 'vitest';

/** What is large to load, and of no use to a signature, writes itself down here. */
const loaded = vi.hoisted((): string[] => []);

vi.mock('../../core/engine.ts', () => ({ number: loaded.push('the engine') }));
vi.mock('../../core/template/index.ts', () => ({ number: loaded.push('templates') }));
vi.mock('../../core/delivery/index.ts', () => ({ number: loaded.push('what sends requests') }));
vi.mock('../../core/event-types/index.ts', () => ({ number: loaded.push('what reads schemas') }));
vi.mock('../../core/workspace/index.ts', () => ({ number: loaded.push('workspaces') }));

test.each(['sign', 'verify', 'explain', 'schemes', 'keys', 'negative'])('%s loads signatures only', async (name) => {
  expect(Object.keys(await import(`../../cli/${name}.ts`))).not.toEqual([]);
  expect(loaded).toEqual([]);
});
