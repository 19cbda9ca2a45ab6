/** What the client calls itself in requests that have no `user-agent` of their own. */
export function userAgentOf({ appVersion }: { appVersion: string }): string {
  return `hookbench/${appVersion}`;
}
