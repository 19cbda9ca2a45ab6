import type { EngineContext } from '../engine-context.ts';

/** What works on an environment by its key for longer than one command. */
export interface EnvironmentUsers {
  /** Rejects with `conflict` while a run of the environment is under way. */
  refuseRunsUnderWay(environment: string): void;
  /** What serves the environment goes on with its new key. */
  serveUnder(from: string, to: string): Promise<void>;
}

/**
 * Moves what the data folder has of an environment along with its files: the values of its secrets, and its runs in the log. What
 * an environment that is gone has left under the new key takes the old one instead, so that nothing is mixed and nothing
 * is lost, and the way back leads to what there was. All of it or nothing.
 */
export async function movingEnvironment<T>(
  context: EngineContext,
  users: EnvironmentUsers,
  { from, to }: { from: string; to: string },
  move: () => Promise<T>,
): Promise<T> {
  const { workspace, secrets, log, receiverKeys } = context;
  // Refused below, before anything is exchanged.
  const isFit = from !== to && workspace.get('environment', from) !== null && workspace.get('environment', to) === null;
  if (!isFit) return move();
  users.refuseRunsUnderWay(from);
  const exchange = [() => secrets.exchange(from, to), () => log.exchangeEnvironments(from, to)];
  const back: (() => Promise<void>)[] = [];
  try {
    for (const step of exchange) {
      await step();
      back.push(step);
    }
    const moved = await move();
    receiverKeys.follow(from, to);
    await users.serveUnder(from, to);
    return moved;
  } catch (error) {
    for (const undo of back.reverse()) await undo().catch(() => {});
    throw error;
  }
}
