import { describe, expect, test } from 'vitest';
import { isOpenableAddress, isTrustedSender } from '../../electron/trusted-sender.ts';

describe('isTrustedSender', () => {
  test('trusts the page itself', () => {
    expect(isTrustedSender({ url: 'app://hookbench/', parent: null })).toBe(true);
    expect(isTrustedSender({ url: 'app://hookbench/index.html#x', parent: null })).toBe(true);
  });
  test.each([
    ['a frame that is gone', null],
    ['a frame in the page', { url: 'app://hookbench/', parent: {} }],
    ['another host', { url: 'app://hookbench.example/', parent: null }],
    ['a host that begins alike', { url: 'app://hookbench@elsewhere/', parent: null }],
    ['a web page', { url: 'https://hookbench/', parent: null }],
    ['a file', { url: 'file:///app://hookbench/', parent: null }],
    ['an empty page', { url: 'about:blank', parent: null }],
  ])('does not trust %s', (_name, frame) => {
    expect(isTrustedSender(frame)).toBe(false);
  });
});

describe('isOpenableAddress', () => {
  test('https is', () => expect(isOpenableAddress('https://docs.example/a?b#c')).toBe(true));
  test.each([
    'http://docs.example/',
    'file:///etc/hosts',
    'javascript:alert(1)',
    'mailto:a@b.example',
    'smb://host/share',
    'https://name:word@docs.example/',
    '',
    'docs.example',
  ])('%j is not', (address) => {
    expect(isOpenableAddress(address)).toBe(false);
  });
});
