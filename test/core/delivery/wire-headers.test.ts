import { expect, test } from 'vitest';
import { ownHeaders } from '../../../core/delivery/index.ts';

test('what the client writes by itself is left out; what the request brought stays, in its order and spelling', () => {
  const sent = [
    ['host', 'a.example:8443'],
    ['connection', 'keep-alive'],
    ['Content-Type', 'application/json'],
    ['x-twice', '1'],
    ['x-twice', '2'],
    ['user-agent', 'hookbench/1.0.0'],
    ['content-length', '2'],
  ] as const;
  expect(ownHeaders(sent, 'a.example:8443', 'hookbench/1.0.0')).toEqual([
    ['Content-Type', 'application/json'],
    ['x-twice', '1'],
    ['x-twice', '2'],
  ]);
});

test('a host, a user-agent and a connection of its own stay', () => {
  const sent = [
    ['host', 'virtual.example'],
    ['connection', 'close'],
    ['User-Agent', 'acme/2'],
  ] as const;
  expect(ownHeaders(sent, '127.0.0.1', 'hookbench/1.0.0')).toEqual(sent);
});
