import type { CommandHandlers, StreamHandlers } from '../../../core/contract/index.ts';

/** Handlers that refuse everything except what a test gives: the wire is under test here, not the engine. */
export function handlersWith(given: Partial<CommandHandlers>): CommandHandlers {
  return new Proxy(given, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (() => {
        throw new Error(`no handler for ${String(name)} in this test`);
      }),
  }) as CommandHandlers;
}

export const noStreams: StreamHandlers = {
  async *'runs.plan'() {},
  async *'runs.planResend'() {},
  async *'deliveries.export'() {},
  async *'environment.follow'() {},
  async *'signatures.negativeSuite'() {},
  async *'signatures.explainSteps'() {},
  async *'template.matrix'() {},
};
