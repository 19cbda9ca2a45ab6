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
          addEventListener(type: 'message', listener: (event: PortEvent) => void, options: { capture: true }): void;
          hookbench: { requestEnginePort(): void };
        };
        interface PortEvent {
          data: unknown;
          ports: TestPort[];
          stopImmediatePropagation(): void;
        }
        interface TestPort {
          addEventListener(type: 'message', listener: (event: { data: string }) => void): void;
          start(): void;
          postMessage(message: unknown): void;
        }
        const onPort = (event: PortEvent): void => {
          const port = event.data === 'hookbench:engine-port' ? event.ports[0] : undefined;
          if (port === undefined) return;
          // Ahead of the page's own client, which would hand the port to its worker.
          event.stopImmediatePropagation();
          port.addEventListener('message', ({ data }) => {
            const answer = JSON.parse(data);
            if (answer.id === 1) resolve(answer);
          });
          port.start();
          port.postMessage(JSON.stringify({ kind: 'call', id: 1, name: command, input: {} }));
        };
        page.addEventListener('message', onPort, { capture: true });
        page.hookbench.requestEnginePort();
      }),
    name,
  );
}
