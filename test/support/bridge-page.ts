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
          onmessage: (event: { data: { kind: string } }) => void;
          postMessage(message: unknown): void;
        }
        page.addEventListener('message', (event) => {
          const port = event.data === 'hookbench:engine-port' ? event.ports[0] : undefined;
          if (port === undefined) return;
          port.onmessage = (answer) => {
            if (answer.data.kind === 'result' || answer.data.kind === 'error') resolve(answer.data);
          };
          port.postMessage({ kind: 'call', id: 1, name: command, input: {} });
        });
        page.hookbench.requestEnginePort();
      }),
    name,
  );
}
