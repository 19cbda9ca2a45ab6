import { describe, expect, it } from 'vitest';
import { type JsonObject, readExactJson } from '../../../core/model/index.ts';
import { renderWith } from './template-fixture.ts';

const payload = readExactJson(
  '{"id":9007199254740993,"price":1.00,"list":[1.0,2],"items":[{"sku":12345678901234567890}],"zero":-0}',
) as JsonObject;

function render(body: string): string {
  const result = renderWith({ request: { body } }, { payload });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return new TextDecoder().decode(result.request.body);
}

describe('numbers of the data in templates', () => {
  it.each([
    [
      '{{ payload | json }}',
      '{"id":9007199254740993,"price":1.00,"list":[1.0,2],"items":[{"sku":12345678901234567890}],"zero":-0}',
    ],
    ['{{ payload.id }}', '9007199254740993'],
    ['{{ payload.id | json }}', '9007199254740993'],
    ['{{ payload["price"] }}', '1.00'],
    ['{{ payload.list[0] }}{{ payload.list.first }}{{ payload.list.last }}', '1.01.02'],
    ['{{ payload.list[-2] }}', '1.0'],
    ['{{ payload.list }}', '1.02'],
    ['{{ payload.list | join: "," }}', '1.0,2'],
    ['{{ payload.list | json }}', '[1.0,2]'],
    ['{{ payload.items | map: "sku" | json }}', '[12345678901234567890]'],
    ['{% for n in payload.list %}{{ n }};{% endfor %}', '1.0;2;'],
    ['{% for item in payload.items %}{{ item.sku | json }}{% endfor %}', '12345678901234567890'],
    ['{% assign id = payload.id %}{{ id }}', '9007199254740993'],
    ['{{ payload.id | append: "!" }}', '9007199254740993!'],
    ['{{ payload.price | default: 2 }}', '1.00'],
    ['{{ payload | json: 2 }}', '{\n  "id": 9007199254740993,'],
    ['{{ \'{"n":1.50}\' | from_json | json }}', '{"n":1.50}'],
    ['{{ \'{"n":1,"n":2.0}\' | from_json | json }}', '{"n":2}'],
  ])('%s keeps the spelling', (template, expected) => {
    expect(render(template)).toContain(expected);
  });

  it.each([
    ['{{ payload.price | plus: 1 }}', '2'],
    ['{{ payload.price | times: 3 }}', '3'],
    ['{{ payload.price | round }}', '1'],
    ['{% if payload.price == 1 %}same{% endif %}', 'same'],
    ['{% if payload.price < 2 and payload.price >= 1 %}between{% endif %}', 'between'],
    ['{% if payload.price %}there{% endif %}', 'there'],
    ['{% case payload.price %}{% when 1 %}one{% endcase %}', 'one'],
    ['{{ payload.list[payload.price] }}', '2'],
    ['{% for n in (0..payload.price) %}{{ n }}{% endfor %}', '01'],
    ['{{ payload.list | sum }}', '3'],
    ['{{ payload.price | date: "%Y" }}', '1970'],
  ])('%s calculates and compares as with any number', (template, expected) => {
    expect(render(template)).toBe(expected);
  });
});
