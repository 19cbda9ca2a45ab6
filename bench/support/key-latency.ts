/** What came of one key, in milliseconds from the key event's own time stamp. */
export interface KeyLatency {
  /** Until the document holds the new text. */
  changedMs: number;
  /** Until the frame that shows it was handed to the compositor. */
  paintedMs: number;
}

export interface LatencyProbe {
  keys: { atMs: number; changedAtMs: number | null; paintedAtMs: number | null }[];
}

/** What the probe uses of a page; the benchmarks are compiled without the DOM's types. */
interface PageGlobals {
  hookbenchProbe: LatencyProbe;
  document: { body: object; querySelector(selector: string): { textContent: string | null } | null };
  addEventListener(type: 'keydown', listener: (event: KeyEvent) => void, options: { capture: true }): void;
  requestAnimationFrame(onFrame: () => void): void;
  MutationObserver: new (onChange: () => void) => { observe(target: object, options: object): void };
  MessageChannel: new () => {
    port1: { onmessage: (() => void) | null; close(): void };
    port2: { postMessage(message: null): void };
  };
}
interface KeyEvent {
  key: string;
  timeStamp: number;
}

/**
 * Runs in the page: watches the element until the text typed so far stands in it, for every key. A frame counts as painted
 * when a task posted from its animation callback runs: that is after style, layout and paint of the same frame.
 */
export function installProbe({ selector, text }: { selector: string; text: string }): void {
  const page = globalThis as unknown as PageGlobals;
  const probe: LatencyProbe = { keys: [] };
  page.hookbenchProbe = probe;
  let shownKeys = 0;
  page.addEventListener(
    'keydown',
    (event) => {
      if (event.key.length === 1 && probe.keys.length < text.length) {
        probe.keys.push({ atMs: event.timeStamp, changedAtMs: null, paintedAtMs: null });
      }
    },
    { capture: true },
  );
  const check = (): void => {
    const shown = page.document.querySelector(selector)?.textContent ?? '';
    const fresh: LatencyProbe['keys'] = [];
    while (shownKeys < probe.keys.length && shown.includes(text.slice(0, shownKeys + 1))) {
      const key = probe.keys[shownKeys];
      if (key !== undefined) fresh.push(key);
      shownKeys += 1;
    }
    if (fresh.length === 0) return;
    const changedAtMs = performance.now();
    for (const key of fresh) key.changedAtMs = changedAtMs;
    page.requestAnimationFrame(() => {
      const { port1, port2 } = new page.MessageChannel();
      port1.onmessage = () => {
        const paintedAtMs = performance.now();
        for (const key of fresh) key.paintedAtMs = paintedAtMs;
        port1.close();
      };
      port2.postMessage(null);
    });
  };
  new page.MutationObserver(check).observe(page.document.body, { subtree: true, childList: true, characterData: true });
}

/** Runs in the page: the probe's keys so far. */
export function readProbe(): LatencyProbe['keys'] {
  return (globalThis as unknown as PageGlobals).hookbenchProbe.keys;
}

/** Latencies of all keys; throws when one never showed. */
export function latenciesOf(keys: LatencyProbe['keys'], expected: number): KeyLatency[] {
  if (keys.length !== expected) throw new Error(`${keys.length} of ${expected} keys arrived`);
  return keys.map(({ atMs, changedAtMs, paintedAtMs }, index) => {
    if (changedAtMs === null || paintedAtMs === null) throw new Error(`key ${index} was never shown`);
    return { changedMs: changedAtMs - atMs, paintedMs: paintedAtMs - atMs };
  });
}
