import { expect, test } from 'vitest';
import { readLaunchOptions } from '../../electron/launch-options.ts';

test('nothing is overridden unless it is named', () => {
  expect(readLaunchOptions({ HOOKBENCH_WORKSPACE: '' }, '/here')).toEqual({ workspacePath: null, userDataPath: null });
});

test('relative paths count from the working folder', () => {
  expect(readLaunchOptions({ HOOKBENCH_WORKSPACE: 'hooks', HOOKBENCH_USER_DATA: '/data' }, '/here')).toEqual({
    workspacePath: '/here/hooks',
    userDataPath: '/data',
  });
});
