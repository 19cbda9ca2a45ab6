import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy, resolveAsset, serveAsset } from '../../electron/app-assets.ts';

describe('resolveAsset', () => {
  const folder = '/srv/page';

  test.each([
    ['app://hookbench/', '/srv/page/index.html'],
    ['app://hookbench/assets/index-1.js?v=2#top', '/srv/page/assets/index-1.js'],
    ['app://hookbench/a%20b.css', '/srv/page/a b.css'],
    // URL parsing itself drops plain dot segments.
    ['app://hookbench/../../etc/passwd', '/srv/page/etc/passwd'],
  ])('%s is %s', (address, file) => {
    expect(resolveAsset(folder, address)).toBe(file);
  });

  test.each([
    'app://hookbench/..%2f..%2fetc%2fpasswd',
    'app://hookbench/%2e%2e%2fpage-other/secret.txt',
    'app://hookbench/..%5c..%5cwindows.ini',
    'app://hookbench/index.html%00.js',
    'app://hookbench/%E0%A4%A',
    'app://elsewhere/index.html',
    'https://hookbench/index.html',
    'not an address',
  ])('%s is refused', (address) => {
    expect(resolveAsset(folder, address)).toBeNull();
  });
});

describe('serveAsset', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hookbench-assets-'));
    await writeFile(join(folder, 'index.html'), '<p>hello</p>');
    await writeFile(join(folder, 'data.bin'), new Uint8Array([0, 255, 1]));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('answers with type, policy and the exact bytes', async () => {
    const page = await serveAsset(folder, { method: 'GET', url: 'app://hookbench/' });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(await page.text()).toBe('<p>hello</p>');
    const data = await serveAsset(folder, { method: 'GET', url: 'app://hookbench/data.bin' });
    expect(data.headers.get('content-type')).toBe('application/octet-stream');
    expect(new Uint8Array(await data.arrayBuffer())).toEqual(new Uint8Array([0, 255, 1]));
  });

  test.each([
    ['GET', 'app://hookbench/missing.js', 404],
    ['GET', 'app://hookbench/..%2findex.html', 403],
    ['POST', 'app://hookbench/', 405],
  ])('%s %s is answered %i, with the policy', async (method, url, status) => {
    const answer = await serveAsset(folder, { method, url });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });
});

test('the policy allows nothing by default, no inline or evaluated script, and no blob workers', () => {
  const rules = new Map(contentSecurityPolicy.split('; ').map((rule) => [rule.split(' ')[0], rule]));
  expect(rules.get('default-src')).toBe("default-src 'none'");
  expect(rules.get('script-src')).toBe("script-src 'self'");
  expect(rules.get('worker-src')).toBe("worker-src 'self'");
  expect(rules.get('connect-src')).toBe("connect-src 'self'");
  expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|blob:|\*/);
});
