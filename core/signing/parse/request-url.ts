import type { HeaderPair } from '../../model/index.ts';

/**
 * The full URL of a request line's target. Its scheme and host are not in the target: they come from the headers a
 * proxy leaves and from `Host`; what had to be assumed is said in `note`.
 */
export function requestUrl(target: string, headers: readonly HeaderPair[]): { url: string; note: string | null } {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return { url: target, note: null };
  const path = target.startsWith('/') || target === '*' ? target : `/${target}`;
  const host = headerValue(headers, 'host');
  if (host === undefined) {
    return { url: path, note: 'There is no Host header, so the URL is a path only.' };
  }
  const forwarded = headerValue(headers, 'x-forwarded-proto')?.split(',')[0]?.trim();
  if (forwarded !== undefined && forwarded !== '') return { url: `${forwarded}://${host}${path}`, note: null };
  const scheme = /^(localhost|127\.|\[::1\])|:80$/i.test(host) ? 'http' : 'https';
  return {
    url: `${scheme}://${host}${path}`,
    note: `The request does not say https or http; its URL is taken to be ${scheme}.`,
  };
}

export function headerValue(headers: readonly HeaderPair[], lowerCaseName: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];
}
