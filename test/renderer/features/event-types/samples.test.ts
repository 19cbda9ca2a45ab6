import { describe, expect, it } from 'vitest';
import type { EventType } from '../../../../core/contract/index.ts';
import {
  changeSample,
  freeSampleName,
  sampleIds,
  sampleOf,
  withoutSample,
  withPayload,
  withSample,
} from '../../../../renderer/features/event-types/samples.ts';
import { markOfText, readTypedObject } from '../../../../renderer/features/event-types/typed-object.ts';

const eventType: EventType = {
  description: '',
  schema: {},
  examples: [
    { name: 'A', payload: { a: 1 } },
    { name: 'B', payload: {} },
  ],
};

describe('samples', () => {
  it('get a free name, and an id each, also when a file has one name twice', () => {
    expect(freeSampleName(eventType.examples, 'C')).toBe('C');
    expect(freeSampleName([...eventType.examples, { name: 'B 2', payload: {} }], 'B')).toBe('B 3');
    expect(sampleIds([...eventType.examples, { name: 'A', payload: {} }])).toEqual(['A', 'B', 'A#2']);
  });

  it('keep their text only when the payload does not say it', () => {
    expect(sampleOf('X', { a: 1 }, '{"a":1.0}')).toEqual({ name: 'X', payload: { a: 1 }, text: '{"a":1.0}' });
    expect(sampleOf('X', { a: 1 }, '{\n  "a": 1\n}')).toEqual({ name: 'X', payload: { a: 1 } });
    expect(withPayload({ name: 'X', payload: {}, text: '{ }' }, { b: 1 }, undefined)).toEqual({
      name: 'X',
      payload: { b: 1 },
    });
  });

  it('are added, changed and removed at their place', () => {
    const sample = { name: 'C', payload: {} };
    const names = ({ examples }: EventType) => examples.map(({ name }) => name);
    expect(names(withSample(eventType, sample))).toEqual(['A', 'B', 'C']);
    expect(names(withSample(eventType, sample, 1))).toEqual(['A', 'C', 'B']);
    expect(names(withoutSample(eventType, 0))).toEqual(['B']);
    expect(names(changeSample(eventType, 1, (old) => ({ ...old, name: 'Z' })))).toEqual(['A', 'Z']);
  });
});

describe('typed text', () => {
  it.each([
    ['{"a": 1.0}', { a: 1 }],
    ['{"a": "[[[{{{\\""}', { a: '[[[{{{"' }],
    ['', null],
    ['{"a":', null],
    ['[1]', null],
    ['null', null],
    ['{"a":1,"a":2}', null],
    [`${'{"a":'.repeat(391)}1${'}'.repeat(391)}`, null],
  ])('%j is read as %j', (text, expected) => {
    expect(readTypedObject(text)).toEqual(expected);
  });

  it('is taken at the last level that a file can hold', () => {
    expect(readTypedObject(`${'{"a":'.repeat(390)}1${'}'.repeat(390)}`)).not.toBeNull();
  });

  it('is told apart by its mark', () => {
    expect(markOfText('{"a":1}')).toBe(markOfText('{"a":1}'));
    expect(markOfText('{"a":1}')).not.toBe(markOfText('{"a":2}'));
    expect(markOfText('ab')).not.toBe(markOfText('ba'));
  });
});
