/** Ends a switch over a closed union: a new member that nobody handles fails to compile, and throws if it gets here. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
