/** All receivers listen on this machine, so the port tells where, and plain http need not be said: `:47101/hooks`, `https :47102/hooks`. */
export function shortAddress(url: string): string {
  return url.replace(/^http:\/\/127\.0\.0\.1/, '').replace('://127.0.0.1', ' ');
}
