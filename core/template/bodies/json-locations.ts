import { scanJson } from '../../model/index.ts';

/** Half-open byte range of a value in a JSON text. */
export interface JsonLocation {
  begin: number;
  end: number;
}

interface Frame {
  isObject: boolean;
  index: number;
  key: string;
  begin: number;
  pointer: string;
}

/**
 * Places of values in JSON bytes by their JSON Pointers (RFC 6901); those that are not there are left out. One walk over
 * the tokens, however many are asked for; nothing for a text that is not JSON.
 */
export function locatePointers(bytes: Uint8Array, wanted: ReadonlySet<string>): Map<string, JsonLocation> {
  const found = new Map<string, JsonLocation>();
  const frames: Frame[] = [];
  let isKeyNext = false;
  const decoder = new TextDecoder();
  const note = (pointer: string, begin: number, end: number): void => {
    // Of repeated keys the last one counts, as in JSON.parse.
    if (wanted.has(pointer)) found.set(pointer, { begin, end });
  };
  const pointerOf = (frame: Frame | undefined): string => {
    if (frame === undefined) return '';
    const step = frame.isObject ? frame.key.replaceAll('~', '~0').replaceAll('/', '~1') : String(frame.index);
    return `${frame.pointer}/${step}`;
  };
  const fault = scanJson(bytes, (begin, end) => {
    const frame = frames.at(-1);
    switch (bytes[begin]) {
      case 0x7b:
      case 0x5b: {
        const isObject = bytes[begin] === 0x7b;
        frames.push({ isObject, index: 0, key: '', begin, pointer: pointerOf(frame) });
        isKeyNext = isObject;
        return;
      }
      case 0x7d:
      case 0x5d:
        frames.pop();
        isKeyNext = false;
        if (frame !== undefined) note(frame.pointer, frame.begin, end);
        return;
      case 0x2c:
        if (frame !== undefined) frame.index += 1;
        isKeyNext = frame?.isObject === true;
        return;
      case 0x3a:
        isKeyNext = false;
        return;
    }
    if (isKeyNext && frame !== undefined) frame.key = JSON.parse(decoder.decode(bytes.subarray(begin, end))) as string;
    else note(pointerOf(frame), begin, end);
  });
  return fault === null ? found : new Map();
}
