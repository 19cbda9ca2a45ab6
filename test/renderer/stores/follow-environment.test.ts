import { expect, test } from 'vitest';
import { createFollowedEnvironments } from '../../../core/commands/environments/followed-environments.ts';
import { createWorkspaceStreams } from '../../../core/commands/workspace/workspace-commands.ts';
import type { EngineClient } from '../../../core/contract/index.ts';
import { createEnvironmentFollower } from '../../../renderer/stores/follow-environment.ts';
import { createSessionStore } from '../../../renderer/stores/session.ts';

test("the window's environment is followed once the engine is there, through changes, until the window goes", async () => {
  const followed = createFollowedEnvironments();
  const streams = createWorkspaceStreams({ followed });
  const engine: Pick<EngineClient, 'stream'> = {
    stream: (_name, input, options) =>
      streams['environment.follow'](input as { environment: string }, options?.signal ?? new AbortController().signal),
  };
  const session = createSessionStore();
  // Nothing but streams is asked of the engine.
  const follower = createEnvironmentFollower(engine as EngineClient, session);
  session.setState({ environment: 'staging' });
  expect(followed.list()).toEqual([]);
  follower.begin();
  await expect.poll(followed.list).toEqual(['staging']);
  session.setState({ environment: 'production' });
  session.setState({ zoom: 2 });
  await expect.poll(followed.list).toEqual(['production']);
  // The engine came back.
  follower.begin();
  await expect.poll(followed.list).toEqual(['production']);
  follower.dispose();
  await expect.poll(followed.list).toEqual([]);
  session.setState({ environment: 'staging' });
  expect(followed.list()).toEqual([]);
});
