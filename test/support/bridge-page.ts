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

/** Asks for a port to the engine and calls one command over it, as the page's own client does. */
export function callOverPort(page: Page, name: string): Promise<{ kind: string; output?: { path?: string } }> {
  return page.evaluate(
    (command) =>
      new Promise((resolve) => {
        const page = globalThis as unknown as {
          addEventListener(type: 'message', listener: (event: { data: unknown; ports: TestPort[] }) => void): void;
          hookbench: { requestEnginePort(): void };
        };
        interface TestPort {
          addEventListener(type: 'message', listener: (event: { data: { kind: string; id?: number } }) => void): void;
          start(): void;
          postMessage(message: unknown): void;
        }
        page.addEventListener('message', (event) => {
          const port = event.data === 'hookbench:engine-port' ? event.ports[0] : undefined;
          if (port === undefined) return;
          // The page's own client hears of the same port: this number is none of its own.
          const id = 900_000_001;
          port.addEventListener('message', (answer) => {
            if (answer.data.id === id) resolve(answer.data);
          });
          port.start();
          // A page posts text: see `messagePortTransport`.
          port.postMessage(JSON.stringify({ kind: 'call', id, name: command, input: {} }));
        });
        page.hookbench.requestEnginePort();
      }),
    name,
  );
}
