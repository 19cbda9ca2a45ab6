import { describe, expect, it } from 'vitest';
import type { EventType } from '../../../../core/contract/index.ts';
import {
  gravest,
  lastVersion,
  nextVersionName,
  publishVersion,
  schemaChoices,
  shownAtFirst,
  withoutVersion,
  withSchema,
} from '../../../../renderer/features/event-types/versions.ts';

const draft: EventType = { description: '', schema: { maximum: 1 }, schemaText: '{"maximum":1.0}', examples: [] };
const withVersions = (...names: string[]): EventType => ({
  ...draft,
  versions: names.map((version) => ({ version, notes: '', schema: {} })),
});

describe('versions', () => {
  it('are published with the schema as typed, and stay when the draft goes on', () => {
    const published = publishVersion(draft, '1.0', 'First');
    const later = withSchema(published, { minimum: 2 }, undefined);
    expect(lastVersion(later)).toEqual({
      version: '1.0',
      notes: 'First',
      schema: { maximum: 1 },
      schemaText: '{"maximum":1.0}',
    });
    expect(later.schema).toEqual({ minimum: 2 });
    expect(later).not.toHaveProperty('schemaText');
    expect(schemaChoices(later).map(({ id, text }) => [id, text])).toEqual([
      ['', '{\n  "minimum": 2\n}'],
      ['1.0', '{"maximum":1.0}'],
    ]);
    expect(withoutVersion(later, '1.0').versions).toEqual([]);
  });

  it.each([
    [draft, null, '1.0'],
    [withVersions('1.0'), 'breaking', '2.0'],
    [withVersions('1.0'), 'risky', '1.1'],
    [withVersions('1.0'), null, '1.1'],
    [withVersions('3'), 'compatible', '3.1'],
    [withVersions('2.0', '1.0'), 'breaking', '3.0'],
    [withVersions('1.1', '1.0'), 'risky', '1.2'],
    [withVersions('2026-01'), 'breaking', '1.0'],
  ] as const)('%# are proposed a name by what changed', (value, severity, name) => {
    expect(nextVersionName(value, severity)).toBe(name);
  });

  it('are as grave as their gravest change', () => {
    expect(gravest([])).toBeNull();
    expect(gravest([{ severity: 'compatible' }, { severity: 'breaking' }, { severity: 'risky' }])).toBe('breaking');
    expect(gravest([{ severity: 'compatible' }, { severity: 'risky' }])).toBe('risky');
  });
});

describe('what is compared at first', () => {
  const choice = (id: string, text: string) => ({ id, text, notes: '' });
  const idsOf = (...choices: ReturnType<typeof choice>[]) => {
    const { before, after } = shownAtFirst(choices);
    return [before?.id, after?.id];
  };

  it('is the draft with the last version, and two versions once the draft is published', () => {
    expect(idsOf(choice('', 'c'), choice('2', 'b'), choice('1', 'a'))).toEqual(['2', '']);
    expect(idsOf(choice('', 'b'), choice('2', 'b'), choice('1', 'a'))).toEqual(['1', '2']);
    expect(idsOf(choice('', 'a'), choice('1', 'a'))).toEqual(['1', '']);
    expect(idsOf(choice('', 'a'))).toEqual(['', '']);
  });
});
