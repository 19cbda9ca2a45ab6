/** Documents of about so many characters, of the kinds that people have. */

const property = (index: number) => ({
  type: 'string',
  description: `What the field number ${index} says`,
  maxLength: index,
});

/** An OpenAPI document; `write` makes text of it. */
export function openApiText(characters: number, write: (document: object) => string): string {
  const make = (count: number) => {
    const webhooks: Record<string, unknown> = {};
    for (let at = 0; at < count; at += 1) {
      const fields = Array.from({ length: 20 }, (_, index) => [`field${index}`, property(index)]);
      const schema = { type: 'object', properties: Object.fromEntries(fields), required: ['field0'] };
      webhooks[`event.${at}`] = { post: { requestBody: { content: { 'application/json': { schema } } } } };
    }
    return write({ openapi: '3.1.0', info: { title: 'Heavy', version: '1' }, webhooks });
  };
  return make(Math.max(1, Math.round(characters / (make(200).length / 200))));
}

/** One value a line, as most write YAML. */
export function yamlText(value: unknown, margin = ''): string {
  if (typeof value !== 'object' || value === null) return ` ${JSON.stringify(value)}\n`;
  const lines = Array.isArray(value)
    ? value.map((item) => `${margin}-${yamlText(item, `${margin}  `)}`)
    : Object.entries(value).map(([key, item]) => `${margin}${key}:${yamlText(item, `${margin}  `)}`);
  return `\n${lines.join('')}`;
}

export function sampleText(characters: number): string {
  const item = (id: number) => ({
    id,
    name: `item ${id}`,
    price: 1.5,
    tags: ['a', 'b'],
    address: { city: 'Oslo', zip: '0150' },
  });
  const count = Math.round(characters / JSON.stringify(item(10_000)).length);
  return JSON.stringify({ items: Array.from({ length: count }, (_, id) => item(id)) });
}

export const sampleSchema = {
  type: 'object',
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'name'],
        properties: {
          id: { type: 'integer' },
          name: { type: 'string', minLength: 1 },
          price: { type: 'number' },
          tags: { type: 'array', items: { type: 'string' } },
          address: {
            type: 'object',
            properties: { city: { type: 'string' }, zip: { type: 'string', pattern: '^\\d+$' } },
          },
        },
      },
    },
  },
};

export function schemaText(count: number): string {
  const properties = Array.from({ length: count }, (_, index) => [`p${index}`, property(index)]);
  return JSON.stringify({ properties: Object.fromEntries(properties) });
}
