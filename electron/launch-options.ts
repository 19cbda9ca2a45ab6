import { isAbsolute, resolve } from 'node:path';

/** Overrides for tests and for starting on a given folder; null = decide as usual. */
export interface LaunchOptions {
  workspacePath: string | null;
  userDataPath: string | null;
}

/** `HOOKBENCH_WORKSPACE` and `HOOKBENCH_USER_DATA`; relative paths count from the working folder. */
export function readLaunchOptions(
  environmentVariables: Record<string, string | undefined>,
  workingFolder: string,
): LaunchOptions {
  const pathOf = (value: string | undefined): string | null => {
    if (value === undefined || value === '') return null;
    return isAbsolute(value) ? value : resolve(workingFolder, value);
  };
  return {
    workspacePath: pathOf(environmentVariables.HOOKBENCH_WORKSPACE),
    userDataPath: pathOf(environmentVariables.HOOKBENCH_USER_DATA),
  };
}
