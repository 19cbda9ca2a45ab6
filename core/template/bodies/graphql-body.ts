/**
 * What keeps a JSON text from being a GraphQL request (GraphQL over HTTP, 5.4: an object with a text "query", and maybe
 * "operationName", "variables" and "extensions"); null = nothing does. The GraphQL in "query" is not read.
 */
export function findGraphqlFault(json: string): string | null {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'A GraphQL request is a JSON object.';
  const { query, operationName, variables, extensions } = value as Record<string, unknown>;
  if (typeof query !== 'string') return 'The GraphQL request has no text "query".';
  if (query.trim() === '') return 'The "query" of the GraphQL request is empty.';
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    return 'The "operationName" of the GraphQL request is not a text.';
  }
  for (const [name, part] of Object.entries({ variables, extensions })) {
    const isMap = typeof part === 'object' && !Array.isArray(part);
    if (part !== undefined && !isMap) return `The "${name}" of the GraphQL request are not an object.`;
  }
  return null;
}
