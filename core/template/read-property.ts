import { Drop } from 'liquidjs';
import { exactNumberIn } from './exact-number.ts';
import type { RenderRun } from './render-run.ts';

/**
 * Reads one property as Liquid does: own properties only, plus `size`, `first` and `last`. Plain objects are answered
 * here; everything else by LiquidJS.
 */
export function readProperty(run: RenderRun, holder: unknown, key: unknown): unknown {
  if (holder === null || holder === undefined) return holder;
  if (typeof holder === 'object' && typeof key === 'string' && !Array.isArray(holder) && Object.hasOwn(holder, key)) {
    const value: unknown = (holder as Record<string, unknown>)[key];
    if (typeof value === 'number') return exactNumberIn(holder, key, value);
    if (typeof value !== 'function') return value;
  } else if (key === 'first' && typeof holder === 'object' && !Array.isArray(holder) && !(holder instanceof Drop)) {
    return Object.entries(holder)[0];
  }
  const value: unknown = run.context.readProperty(holder as object, key as string);
  if (typeof value !== 'number' || !Array.isArray(holder)) return value;
  return exactNumberIn(holder, indexIn(holder, key), value);
}

/** `first`, `last` and places from the end as the place they mean. */
function indexIn(list: readonly unknown[], key: unknown): number {
  if (key === 'first') return 0;
  if (key === 'last') return list.length - 1;
  const index = Number(key);
  return index < 0 ? list.length + index : index;
}

/** What `readRoot` gives for a name that is nowhere, to tell it from one that was assigned nothing. */
export const absent: unique symbol = Symbol('absent');

export function readRoot(run: RenderRun, name: string): unknown {
  for (let index = run.locals.length - 1; index >= 0; index -= 1) {
    const scope = run.locals[index];
    if (scope !== undefined && name in scope) return scope[name];
  }
  if (!Object.hasOwn(run.environment, name)) return absent;
  const value = run.environment[name];
  return typeof value === 'number' ? exactNumberIn(run.environment, name, value) : value;
}
