/** What came of one key, in milliseconds from the key event's own time stamp. */
export interface KeyLatency {
  /** Until the document holds the new text. */
  changedMs: number;
  /** Until the frame that shows it was handed to the compositor. */
  paintedMs: number;
}

/**
 * What shows that a key has arrived: the text typed so far in an element, or an element that every key brings and the next
 * one takes away again.
 */
export type WatchedChange = { selector: string; keyCount: number } & ({ text: string } | { isToggled: true });

export interface LatencyProbe {
  keys: { atMs: number; changedAtMs: number | null; paintedAtMs: number | null }[];
}

/** What the probe uses of a page; the benchmarks are compiled without the DOM's types. */
interface PageGlobals {
  hookbenchProbe: LatencyProbe;
  document: {
    body: { append(element: PageElement): void };
    createElement(name: 'div'): PageElement;
    querySelector(selector: string): { textContent: string | null } | null;
  };
  addEventListener(type: 'keydown', listener: (event: KeyEvent) => void, options: { capture: true }): void;
  requestAnimationFrame(onFrame: (atMs: number) => void): number;
  MutationObserver: new (onChange: () => void) => { observe(target: object, options: object): void };
  ResizeObserver: new (onResize: () => void) => { observe(target: PageElement): void };
  MessageChannel: new () => {
    port1: { onmessage: (() => void) | null; close(): void };
    port2: { postMessage(message: null): void };
  };
}
interface PageElement {
  style: { cssText: string; width: string };
}
interface KeyEvent {
  key: string;
  timeStamp: number;
}

/**
 * Runs in the page: watches the element until the text typed so far stands in it, for every key. A frame counts as painted
 * when a task runs that was posted as its first callback began: that is after style, layout and paint of that very frame, and
 * before what the page puts off until then. A change that is made in the callbacks of a frame belongs to it; any other change
 * belongs to the next frame. Which of the two it is tells an element that changes its size with every frame: its observer is
 * called when the callbacks are over and before the paint.
 */
export function installProbe(watched: WatchedChange): void {
  const { selector, keyCount } = watched;
  const page = globalThis as unknown as PageGlobals;
  const probe: LatencyProbe = { keys: [] };
  page.hookbenchProbe = probe;
  let shownKeys = 0;
  let isInCallbacks = false;
  let frames = 0;
  let ofThisFrame: LatencyProbe['keys'] = [];

  const ruler = page.document.createElement('div');
  ruler.style.cssText = 'position:fixed;left:0;top:0;height:1px;width:1px;contain:strict;visibility:hidden';
  page.document.body.append(ruler);
  new page.ResizeObserver(() => {
    isInCallbacks = false;
  }).observe(ruler);
  const afterPaint = (keys: LatencyProbe['keys']): void => {
    const { port1, port2 } = new page.MessageChannel();
    port1.onmessage = () => {
      const paintedAtMs = performance.now();
      for (const key of keys) key.paintedAtMs = paintedAtMs;
      port1.close();
    };
    port2.postMessage(null);
  };
  const nativeFrame = page.requestAnimationFrame.bind(page);
  page.requestAnimationFrame = (onFrame) =>
    nativeFrame((atMs) => {
      if (!isInCallbacks) {
        isInCallbacks = true;
        frames += 1;
        ofThisFrame = [];
        afterPaint(ofThisFrame);
        ruler.style.width = `${1 + (frames % 2)}px`;
      }
      onFrame(atMs);
    });

  page.addEventListener(
    'keydown',
    (event) => {
      if ((event.key.length === 1 || event.key === 'Backspace') && probe.keys.length < keyCount) {
        probe.keys.push({ atMs: event.timeStamp, changedAtMs: null, paintedAtMs: null });
      }
    },
    { capture: true },
  );
  const check = (): void => {
    const element = page.document.querySelector(selector);
    const shown = 'text' in watched ? (element?.textContent ?? '').slice(0, 5000) : '';
    const isShown = (key: number): boolean =>
      'text' in watched ? shown.includes(watched.text.slice(0, key + 1)) : (element !== null) === (key % 2 === 0);
    const fresh: LatencyProbe['keys'] = [];
    while (shownKeys < probe.keys.length && isShown(shownKeys)) {
      const key = probe.keys[shownKeys];
      if (key !== undefined) fresh.push(key);
      shownKeys += 1;
    }
    if (fresh.length === 0) return;
    const changedAtMs = performance.now();
    for (const key of fresh) key.changedAtMs = changedAtMs;
    if (isInCallbacks) ofThisFrame.push(...fresh);
    else page.requestAnimationFrame(() => ofThisFrame.push(...fresh));
  };
  new page.MutationObserver(check).observe(page.document.body, { subtree: true, childList: true, characterData: true });
}

/** Runs in the page: the probe's keys so far. */
export function readProbe(): LatencyProbe['keys'] {
  return (globalThis as unknown as PageGlobals).hookbenchProbe.keys;
}

/** Latencies of all keys; infinite for one that never showed. */
export function latenciesOf(keys: LatencyProbe['keys'], expected: number): KeyLatency[] {
  if (keys.length !== expected) throw new Error(`${keys.length} of ${expected} keys arrived`);
  const never = Number.POSITIVE_INFINITY;
  return keys.map(({ atMs, changedAtMs, paintedAtMs }) => ({
    changedMs: (changedAtMs ?? never) - atMs,
    paintedMs: (paintedAtMs ?? never) - atMs,
  }));
}
