import type { JsonValue } from '../model/index.ts';

/** Steps of a JSON Pointer (RFC 6901). */
export function readPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function writePointer(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The value at a pointer; undefined = there is none. */
export function valueAt(value: JsonValue, pointer: string): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const step of readPointer(pointer)) {
    if (Array.isArray(current)) current = current[Number(step)];
    else if (typeof current === 'object' && current !== null && Object.hasOwn(current, step)) current = current[step];
    else return undefined;
  }
  return current;
}
