import type { Channel, KeyValue, RequestTemplate } from '../../../../core/contract/index.ts';
import type { LiquidLanguage } from '../../../editor/liquid-languages.ts';

type BodyFormat = Channel['bodyFormat'];

export const editorLanguages: Record<BodyFormat, LiquidLanguage> = {
  json: 'liquid-json',
  text: 'liquid-text',
  xml: 'liquid-xml',
  form: 'liquid-form',
  graphql: 'liquid-graphql',
};

/** What the body of a new channel says, in each format. */
export const starterBodies: Record<BodyFormat, string> = {
  json: '{\n  "type": {{ data.eventType | json }},\n  "payload": {{ data.payload | json }}\n}\n',
  text: '{{ data.eventType }}: {{ data.payload | json }}\n',
  xml: `<?xml version="1.0" encoding="UTF-8"?>
<event type="{{ data.eventType | escape }}">
  <payload>{{ data.payload | json | escape }}</payload>
</event>
`,
  form: 'type={{ data.eventType | url_encode }}&payload={{ data.payload | json | url_encode }}',
  graphql: `{% capture query %}
mutation ($type: String!, $payload: JSON!) { receive(type: $type, payload: $payload) { id } }
{% endcapture %}
{
  "query": {{ query | json }},
  "variables": {"type": {{ data.eventType | json }}, "payload": {{ data.payload | json }}}
}
`,
};

/** The request when its body takes another format: what a person has written stays, and only that. */
export function requestForFormat(request: RequestTemplate, from: BodyFormat, to: BodyFormat): RequestTemplate {
  const body = request.body === starterBodies[from] ? starterBodies[to] : request.body;
  return { ...request, headers: headersForFormat(request.headers, from, to), body };
}

/** What the content-type of each format says. The engine adds none to a text. */
const contentTypes: Record<BodyFormat, string> = {
  json: 'application/json',
  text: 'text/plain; charset=utf-8',
  xml: 'application/xml',
  form: 'application/x-www-form-urlencoded',
  graphql: 'application/json',
};

/** What a header may say of a text that is then given a format: it was written for another one. */
const textTypes: readonly string[] = ['text/plain', ...Object.values(contentTypes)];

/** The headers for a body of another format: a content-type that says exactly the old format says the new one. */
function headersForFormat(headers: readonly KeyValue[], from: BodyFormat, to: BodyFormat): KeyValue[] {
  const replaced = from === 'text' ? textTypes : [contentTypes[from]];
  return headers.map((row) =>
    row.key.trim().toLowerCase() === 'content-type' && replaced.includes(row.value.trim())
      ? { ...row, value: contentTypes[to] }
      : row,
  );
}
