/** Whether a token or key that was given is the right one; how long it takes tells nothing of how much of it is right. */
export function isSameText(given: string, right: string): boolean {
  let difference = given.length ^ right.length;
  for (let index = 0; index < given.length; index += 1) {
    // Beyond the right one's end it is NaN, which counts as 0: the lengths differ then.
    difference |= given.charCodeAt(index) ^ right.charCodeAt(index);
  }
  return difference === 0;
}

/** The headers that tell for whom a request is meant and which page makes it. */
interface RequestOrigin {
  host: string | undefined;
  origin: string | undefined;
}

/**
 * Why a server on loopback refuses a request, in a sentence; null = it is from this machine's own. The Host header is what
 * defeats DNS rebinding: a foreign name that resolves to 127.0.0.1 arrives with the foreign name. An Origin, when there is
 * one (browsers send it with every WebSocket), must be the server's own.
 */
export function foreignRequestProblem({ host, origin }: RequestOrigin, port: number): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !hosts.includes(host.toLowerCase())) {
    return 'This server answers to 127.0.0.1 and localhost only.';
  }
  if (origin !== undefined && !hosts.some((known) => origin.toLowerCase() === `http://${known}`)) {
    return 'Requests from other sites are refused.';
  }
  return null;
}
