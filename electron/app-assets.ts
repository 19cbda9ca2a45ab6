import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

export const appScheme = 'app';
export const appOrigin = 'app://hookbench';

/** Monaco writes inline styles, hence `unsafe-inline` for styles and for nothing else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * The file an `app://` address means, or null when it means none: another host, a broken escape, a NUL, a backslash
 * (a separator on Windows) or a path that leaves the folder.
 */
export function resolveAsset(folder: string, address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== 'hookbench') return null;
  const path = decodePath(url.pathname);
  if (path === null || /[\\\0]/.test(path)) return null;
  const root = resolve(folder);
  const file = resolve(root, `.${path === '/' ? '/index.html' : path}`);
  return file.startsWith(root + sep) ? file : null;
}

/** Answers one request for a file of the page. Every answer, refusals included, carries the content security policy. */
export async function serveAsset(folder: string, request: { method: string; url: string }): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, null, 'text/plain');
  const file = resolveAsset(folder, request.url);
  if (file === null) return answer(403, null, 'text/plain');
  try {
    return answer(200, new Uint8Array(await readFile(file)), contentTypes[extname(file)] ?? 'application/octet-stream');
  } catch {
    return answer(404, null, 'text/plain');
  }
}

function answer(status: number, body: Uint8Array<ArrayBuffer> | null, contentType: string): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      // With both the page is isolated from other origins, and may share memory with its workers.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cache-control': 'no-cache',
    },
  });
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
