import { expect, test } from 'vitest';
import type { ReceivedRequest, RequestMatch } from '../../../../core/contract/index.ts';
import { createAnswerRules } from '../../../../core/receiver/answer-rules.ts';
import { matchesLike } from '../../../../renderer/features/receivers/rule-of-request.ts';

type Part = Partial<Pick<ReceivedRequest, 'method' | 'target' | 'headers'>> & { text?: string; secrets?: string[] };

function received({ method = 'POST', target = '/hooks/a', headers = [], text = '', secrets = [] }: Part) {
  const body = new TextEncoder().encode(text);
  return { method, target, headers, body, maskedTexts: secrets } as unknown as Parameters<typeof matchesLike>[0];
}

const equal = (part: RequestMatch['part'], name: string, value: string): RequestMatch => ({
  part,
  name,
  test: 'equals',
  value,
});

test.each<[string, Part, RequestMatch[]]>([
  ['the kind of event in the body', { text: '{"type":"task.done","id":1}' }, [equal('body', 'type', 'task.done')]],
  [
    'method, query and the header that names the event',
    {
      method: 'PUT',
      target: '/hooks/a?tenant=acme&v=2',
      headers: [
        ['X-GitHub-Event', 'push'],
        ['X-GitHub-Delivery', '1'],
      ],
    },
    [
      equal('method', '', 'PUT'),
      equal('query', 'tenant', 'acme'),
      equal('query', 'v', '2'),
      equal('header', 'X-GitHub-Event', 'push'),
    ],
  ],
  ['the whole body where nothing names the event', { text: 'ping' }, [equal('body', '', 'ping')]],
  ['a kind that is no text is none', { text: '{"type":{"a":1}}' }, [equal('body', '', '{"type":{"a":1}}')]],
  ['the method where there is nothing else', {}, [equal('method', '', 'POST')]],
  ['a body with a secret is left out', { text: 'key=s3cret', secrets: ['s3cret'] }, [equal('method', '', 'POST')]],
  [
    'and so is a query value with one',
    { target: '/hooks/a?token=s3cret&v=2', secrets: ['s3cret'] },
    [equal('query', 'v', '2')],
  ],
  ['nothing inherited counts as a field', { text: '{"constructor":"x"}' }, [equal('body', '', '{"constructor":"x"}')]],
])('%s', (_name, part, expected) => {
  expect(matchesLike(received(part))).toEqual(expected);
});

test('the rule fits the request it was made of, and not one of another kind', () => {
  const request = received({ text: '{"event":"order.paid","amount":1.00}', target: '/hooks/a?v=2' });
  const answer = { status: 400, headers: [], body: '', latencyMs: 0 };
  const rules = createAnswerRules([{ when: matchesLike(request), answer }]);
  const asCame = { method: 'POST', target: '/hooks/a?v=2', rawHeaders: [], body: request.body };
  expect(rules.find(asCame)).toBe(0);
  expect(rules.find({ ...asCame, body: new TextEncoder().encode('{"event":"order.sent"}') })).toBe(-1);
});
