import type { MessagePort } from 'node:worker_threads';
import type { WireError } from '../../contract/errors.ts';
import { writeWireText } from '../../contract/wire-text.ts';
import { toWireError } from '../../rpc/index.ts';
import type { AnyWork } from './work.ts';

/** What the engine's thread asks for; one at a time. */
export interface WorkRequest {
  name: string;
  input: unknown;
  /** The output is wanted as text of the wire. */
  isWritten: boolean;
}

export type WorkMessage =
  | { kind: 'progress'; progress: unknown }
  | { kind: 'done'; output: unknown }
  | { kind: 'failed'; error: WireError };

/** The thread's side: does what it is asked for. */
export function serveWorks(works: readonly AnyWork[], port: MessagePort): void {
  const byName = new Map(works.map((work) => [work.name, work]));
  const tell = (message: WorkMessage) => port.postMessage(message);
  port.on('message', ({ name, input, isWritten }: WorkRequest) => {
    try {
      const work = byName.get(name);
      if (work === undefined) throw new Error(`The thread for heavy work does not know "${name}".`);
      const output = work.run(input, (progress: unknown) => tell({ kind: 'progress', progress }));
      tell({ kind: 'done', output: isWritten ? writeWireText(output) : output });
    } catch (error) {
      tell({ kind: 'failed', error: toWireError(error) });
    }
  });
}
