import type { Page } from '@playwright/test';

/** Resolves with the sentence once the bridge tells that status. */
export function engineStatus(page: Page, status: string): Promise<string | null> {
  return page.evaluate(
    (wanted) =>
      new Promise<string | null>((resolve) => {
        const bridge = Reflect.get(globalThis, 'hookbench');
        bridge.onEngineState((state: { status: string; message: string | null }) => {
          if (state.status === wanted) resolve(state.message);
        });
      }),
    status,
  );
}

/**
 * Asks for a port to the engine and calls one command over it, as the page's own client does. That client takes the same
 * port: for once it is made to keep it in the page, as where memory cannot be shared, and not to hand it to its worker.
 */
export function callOverPort(
  page: Page,
  name: string,
  input: object = {},
): Promise<{ kind: string; output?: { path?: string } }> {
  return page.evaluate(
    (call) =>
      new Promise((resolve) => {
        const page = globalThis as unknown as {
          addEventListener(type: 'message', listener: (event: PageMessage) => void): void;
          removeEventListener(type: 'message', listener: (event: PageMessage) => void): void;
          hookbench: { requestEnginePort(): void };
        };
        interface PageMessage {
          data: unknown;
          ports: TestPort[];
        }
        interface TestPort {
          addEventListener(type: 'message', listener: (event: { data: string }) => void): void;
          start(): void;
          postMessage(message: string): void;
        }
        Object.defineProperty(page, 'crossOriginIsolated', { value: false, configurable: true });
        const take = (event: PageMessage): void => {
          const port = event.data === 'hookbench:engine-port' ? event.ports[0] : undefined;
          if (port === undefined) return;
          // A number that is none of the client's own.
          const id = 900_000_001;
          port.addEventListener('message', ({ data }) => {
            const answer = JSON.parse(data);
            if (answer.id !== id) return;
            // Not before: the first port may be one that the page asked for as it began, which the next one replaces.
            page.removeEventListener('message', take);
            Reflect.deleteProperty(page, 'crossOriginIsolated');
            resolve(answer);
          });
          port.start();
          port.postMessage(JSON.stringify({ kind: 'call', id, ...call }));
        };
        page.addEventListener('message', take);
        page.hookbench.requestEnginePort();
      }),
    { name, input },
  );
}
