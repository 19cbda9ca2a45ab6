/** A schema position: any JSON Schema. */
const schema = { $ref: '#' };
const schemaMap = { type: 'object', additionalProperties: schema };
const schemaList = { type: 'array', items: schema, minItems: 1 };
const count = { type: 'integer', minimum: 0 };
const words = { type: 'array', items: { type: 'string' }, uniqueItems: true };
const typeNames = { enum: ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] };
const formats = ['date-time', 'date', 'time', 'email', 'uuid', 'uri', 'ipv4', 'hostname'];

const described = <T extends object>(description: string, rule: T): T & { description: string } => ({
  ...rule,
  description,
});

/**
 * The keywords of JSON Schema 2020-12 as a schema of their own, with words for hover: what completion and hover of a
 * schema's editor are made from. The standard's own metaschema uses dynamic references, which editors do not follow.
 */
export const jsonSchemaKeywords = {
  type: ['object', 'boolean'],
  properties: {
    $schema: described('The dialect of this schema.', {
      type: 'string',
      default: 'https://json-schema.org/draft/2020-12/schema',
    }),
    $id: described('The address of this schema, which references start from.', { type: 'string' }),
    $ref: described('Stands for the schema it refers to, such as "#/$defs/Task".', { type: 'string' }),
    $defs: described('Schemas that others here refer to.', schemaMap),
    $comment: described('A note for those who edit the schema.', { type: 'string' }),
    title: described('A short name.', { type: 'string' }),
    description: described('What the value means. Shown in hover and written to OpenAPI.', { type: 'string' }),
    default: described('What a reader may take when the value is missing. Nothing fills it in.', {}),
    deprecated: described('The property is on its way out; readers should not begin to use it.', { type: 'boolean' }),
    readOnly: described('The value is only ever sent.', { type: 'boolean' }),
    writeOnly: described('The value is only ever received.', { type: 'boolean' }),
    examples: described('Values that fit. Generated samples take the first.', { type: 'array' }),
    type: described('The kind of the value; a list allows several.', {
      anyOf: [typeNames, { type: 'array', items: typeNames, minItems: 1, uniqueItems: true }],
    }),
    enum: described('The value is one of these.', { type: 'array' }),
    const: described('The value is exactly this.', {}),
    format: described('What the text is; checked.', {
      type: 'string',
      examples: formats,
      anyOf: [{ enum: formats }, {}],
    }),
    pattern: described('A regular expression that the text matches somewhere; "^" and "$" tie it to the ends.', {
      type: 'string',
    }),
    minLength: described('Characters the text has at least.', count),
    maxLength: described('Characters the text has at most.', count),
    contentEncoding: described('How bytes are written in the text, such as base64.', { type: 'string' }),
    contentMediaType: described('What the text holds, such as application/json.', { type: 'string' }),
    minimum: described('The number is this or more.', { type: 'number' }),
    maximum: described('The number is this or less.', { type: 'number' }),
    exclusiveMinimum: described('The number is more than this.', { type: 'number' }),
    exclusiveMaximum: described('The number is less than this.', { type: 'number' }),
    multipleOf: described('The number is a multiple of this, such as 0.01.', { type: 'number', exclusiveMinimum: 0 }),
    properties: described('The object’s properties by name, each with its schema.', schemaMap),
    required: described('Names of the properties that are always there.', words),
    additionalProperties: described('Schema of properties that are not named; false = there are none.', schema),
    patternProperties: described('Schemas of properties whose names match a regular expression.', schemaMap),
    propertyNames: described('Schema that every name fits.', schema),
    minProperties: described('Properties there are at least.', count),
    maxProperties: described('Properties there are at most.', count),
    dependentRequired: described('What has to be there when a property is.', {
      type: 'object',
      additionalProperties: words,
    }),
    dependentSchemas: described('What holds for the object when a property is there.', schemaMap),
    unevaluatedProperties: described('Schema of properties that no other keyword spoke of.', schema),
    items: described('Schema of every item of the list.', schema),
    prefixItems: described('Schemas of the first items, one each.', schemaList),
    contains: described('At least one item fits this.', schema),
    minContains: described('Items that fit "contains" at least.', count),
    maxContains: described('Items that fit "contains" at most.', count),
    unevaluatedItems: described('Schema of items that no other keyword spoke of.', schema),
    minItems: described('Items there are at least.', count),
    maxItems: described('Items there are at most.', count),
    uniqueItems: described('No two items are the same.', { type: 'boolean' }),
    allOf: described('The value fits all of these.', schemaList),
    anyOf: described('The value fits one of these or more.', schemaList),
    oneOf: described('The value fits exactly one of these.', schemaList),
    not: described('The value does not fit this.', schema),
    if: described('When the value fits this, "then" counts, else "else".', schema),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: described('What holds when "if" fits.', schema),
    else: described('What holds when "if" does not fit.', schema),
  },
};
