import { expect, test } from 'vitest';
import { requestUrlProblem } from '../../../core/model/index.ts';

test.each([
  'https://acme.dev/hooks',
  'http://127.0.0.1:47101/x?a=1#top',
  'HTTPS://acme.dev',
  'https://müller.example/ä',
  'http://[2001:db8::1]:8080/',
  '  https://acme.dev/from-a-template\n',
])('%j can be called, and Node reads it too', (url) => {
  expect(requestUrlProblem(url)).toBeNull();
  expect(URL.canParse(url)).toBe(true);
});

test.each([
  ['', 'The URL is empty.'],
  ['https://exa mple.com/a b', 'A URL holds no blanks and no line breaks; write a blank as %20.'],
  ['https://acme.dev/a\nb', 'A URL holds no blanks and no line breaks; write a blank as %20.'],
  ['https://acme.dev/\u0000', 'A URL holds no control characters.'],
  ['acme.dev/hooks', '"acme.dev/hooks" is not an absolute URL, such as https://acme.dev/hooks.'],
  ['https://', '"https://" is not an absolute URL, such as https://acme.dev/hooks.'],
  ['ftp://acme.dev', '"ftp://" is neither https:// nor http://.'],
  ['https://user:pw@acme.dev/', 'A URL must not hold a user name or password; send an Authorization header instead.'],
  ['https://exa%20mple.com/', '"exa%20mple.com" is not the name or address of a host.'],
  ['https://a<b>.dev/', '"a<b>.dev" is not the name or address of a host.'],
  ['https://acme.dev:99999/', '"99999" is not a port.'],
])('%j cannot be called: %s', (url, problem) => {
  expect(requestUrlProblem(url)).toBe(problem);
});
