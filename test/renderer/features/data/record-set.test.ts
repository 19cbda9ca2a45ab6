import { expect, it } from 'vitest';
import { fileOf } from '../../../../renderer/features/data/record-set.ts';

it('the file of a set is the one the workspace keeps it in, whatever the collection is called', () => {
  expect(fileOf('development', { kind: 'users' })).toBe('data/development/users.json');
  expect(fileOf('development', { kind: 'objects', collection: 'projects' })).toBe(
    'data/development/objects/projects.json',
  );
  expect(fileOf('staging', { kind: 'objects', collection: 'Teams: Bänke' })).toBe(
    'data/staging/objects/%54eams%3A%20%42%C3%A4nke.json',
  );
});
