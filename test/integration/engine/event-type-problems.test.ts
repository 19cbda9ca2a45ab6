import { afterAll, beforeAll, expect, it } from 'vitest';
import { heavySize } from '../../../core/commands/heavy-work/heavy-work.ts';
import type { EventType, JsonObject, WorkspaceProblem } from '../../../core/contract/index.ts';
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
  additionalProperties: { type: 'number' },
};
const doesNotFit = `{
  "total": 1.50,
  "a/b": "z",
  "lines": { "a": 1, "b c": 2 },
  "at": [1],
  "extra": null
}`;
const wrong: EventType = {
  description: '',
  schema,
  examples: [{ name: 'Does not', payload: JSON.parse(doesNotFit) as JsonObject, text: doesNotFit }],
};

it('tells where samples do not fit their schema, in the file and in the editor, what is there, and forgets it', async () => {
  const found = problemsWhen((problems) => problems.some(isOf));
  await put('Order.paid', wrong);
  const problems = (await found).filter(isOf);
  expect(problems.map(({ eventType, line, message }) => [eventType?.pointer, line, message])).toEqual([
    ['', 6, expect.stringMatching(/^The sample "Does not": The property "id" is missing\. Correct/)],
    ['/extra', 11, expect.stringContaining('/extra: The value must be number. It is null.')],
    ['/total', 7, expect.stringContaining('/total: The value must be integer. It is 1.50.')],
    ['/a~1b', 8, expect.stringContaining('/a~1b: The value must be one of "x", "y". It is "z".')],
    ['/lines', 9, expect.stringContaining('/lines: The value must be array. It is an object with a, b c.')],
    ['/at', 10, expect.stringContaining('/at: The value must be object. It is a list of 1 item.')],
  ]);
  expect(problems[2]).toMatchObject({
    severity: 'error',
    field: 'examples.0.payload.total',
    eventType: { key: 'Order.paid', sample: 0, place: { line: 2, column: 12, endLine: 2, endColumn: 16 } },
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

it('says the same of an event type that is heavy enough for the thread', async () => {
  const filler = Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`number ${index}`, index]));
  const text = JSON.stringify({ id: 1, ...filler, total: 1.5 }, null, 2);
  expect(text.length).toBeGreaterThan(heavySize);
  const key = 'order.heavy';
  const found = problemsWhen((problems) => problems.some(({ file }) => file === 'event-types/order.heavy.json'));
  const example = { name: 'Heavy', payload: JSON.parse(text) as JsonObject, text };
  await put(key, { description: '', schema, examples: [example] });
  const ofHeavy = (await found).filter(({ eventType }) => eventType?.key === key);
  expect(ofHeavy.map(({ message }) => message)).toEqual([
    'The sample "Heavy", /total: The value must be integer. It is 1.5. Correct the sample or the schema.',
  ]);
  await fixture.client.call('documents.remove', { kind: 'event-type', key });
});
