/** Values that come from outside, such as a CI system's settings. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

const prefix = 'HOOKBENCH_SECRET_';

/**
 * The value that an environment variable gives a secret: `HOOKBENCH_SECRET_<ENVIRONMENT>_<NAME>` first, then
 * `HOOKBENCH_SECRET_<NAME>`, in upper case with "_" for "-". An empty variable counts as not set: CI systems export
 * secrets that they do not have as empty text.
 */
export function secretFromVariables(
  variables: EnvironmentVariables,
  environment: string,
  name: string,
): string | undefined {
  return variables[environmentsVariable(environment, name)] || variables[prefix + variableWord(name)] || undefined;
}

/** The name of the variable that gives a secret of one environment only. */
export function environmentsVariable(environment: string, name: string): string {
  return prefix + variableWord(`${environment}_${name}`);
}

function variableWord(text: string): string {
  return text.toUpperCase().replaceAll('-', '_');
}
