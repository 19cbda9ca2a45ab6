import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventType, WorkspaceProblem } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;

beforeAll(async () => {
  fixture = await openExampleEngine({ checkTemplates: true });
});
afterAll(() => fixture.close());

/** The next list of problems for which the condition holds. */
function problemsWhen(holds: (problems: readonly WorkspaceProblem[]) => boolean): Promise<readonly WorkspaceProblem[]> {
  return new Promise((resolve) => {
    const stop = fixture.client.on('workspace.problems', (problems) => {
      if (!holds(problems)) return;
      stop();
      resolve(problems);
    });
  });
}

const put = (key: string, value: EventType) =>
  fixture.client.call('documents.put', { kind: 'event-type', key, value, baseRevision: null });
const isOf = ({ file }: WorkspaceProblem) => file === 'event-types/%4Frder.paid.json';

const schema = {
  type: 'object',
  properties: {
    total: { type: 'integer' },
    'a/b': { enum: ['x', 'y'] },
    lines: { type: 'array' },
    at: { type: 'object' },
  },
  required: ['id'],
  additionalProperties: false,
};
const wrong: EventType = {
  description: '',
  schema,
  examples: [
    { name: 'Fits', payload: { id: 1 } },
    {
      name: 'Does not',
      payload: { total: 1e3, 'a/b': 'z', lines: { a: 1, 'b c': 2 }, at: [1], extra: null },
      text: '{\n  "total": 1.5e0,\n  "a/b": "z",\n  "lines": { "a": 1, "b c": 2 },\n  "at": [1],\n  "extra": null\n}',
    },
  ],
};

it('tells where samples do not fit their schema, in the file and in the editor, what is there, and forgets it', async () => {
  const found = problemsWhen((problems) => problems.some(isOf));
  const sample = {
    ...wrong.examples[1],
    payload: { ...wrong.examples[1]?.payload, total: 1.5 },
  } as EventType['examples'][0];
  const value = { ...wrong, schema: { ...schema, additionalProperties: { type: 'number' } }, examples: [sample] };
  await put('Order.paid', value);
  const problems = (await found).filter(isOf);
  expect(problems.map(({ eventType, line, message }) => [eventType?.pointer, line, message])).toEqual([
    ['', 5, expect.stringMatching(/^The sample "Does not": The property "id" is missing\. Correct/)],
    ['/extra', 10, expect.stringContaining('/extra: The value must be number. It is null.')],
    ['/total', 6, expect.stringContaining('/total: The value must be integer. It is 1.5e0.')],
    ['/a~1b', 7, expect.stringContaining('/a~1b: The value must be one of "x", "y". It is "z".')],
    ['/lines', 8, expect.stringContaining('/lines: The value must be array. It is an object with a, b c.')],
    ['/at', 9, expect.stringContaining('/at: The value must be object. It is a list of 1 item.')],
  ]);
  expect(problems[2]).toMatchObject({
    severity: 'error',
    field: 'examples.0.payload.total',
    eventType: { key: 'Order.paid', sample: 0, place: { line: 2, column: 12, endLine: 2, endColumn: 17 } },
  });
  expect(await fixture.client.call('eventTypes.problems', {})).toEqual(problems);

  const gone = problemsWhen((list) => !list.some(isOf));
  await fixture.client.call('documents.remove', { kind: 'event-type', key: 'Order.paid' });
  await gone;
  expect(await fixture.client.call('eventTypes.problems', {})).toEqual([]);
});

it('tells what is wrong with a schema, and where', async () => {
  const found = problemsWhen((problems) => problems.some(isOf));
  await put('Order.paid', { ...wrong, schema: { type: 'objekt' }, examples: [] });
  expect((await found).filter(isOf)).toMatchObject([
    {
      field: 'schema.type',
      message: expect.stringMatching(/^The schema, \/type: .* Correct the schema\.$/),
      eventType: { sample: null, pointer: '/type' },
    },
  ]);
  await fixture.client.call('documents.remove', { kind: 'event-type', key: 'Order.paid' });
});
