import { type JsonObject, type JsonValue, spellingIn } from '../../model/index.ts';

const longestText = 60;
const mostNames = 5;

/**
 * What a property or item of `holder` is, short enough for a sentence: `5`, `"a long te…`, `a list of 3 items`,
 * `an object with id, title`. Numbers as they were typed.
 */
export function valueInWords(holder: JsonObject | JsonValue[], step: string): string {
  const value = Array.isArray(holder) ? holder[Number(step)] : holder[step];
  if (typeof value === 'number') return shortened(spellingIn(holder, step) ?? String(value));
  if (value === undefined) return 'not there';
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1 item' : `a list of ${value.length} items`;
  if (typeof value !== 'object' || value === null) return shortened(JSON.stringify(value));
  const names = Object.keys(value);
  if (names.length === 0) return 'an empty object';
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  return `an object with ${names.slice(0, mostNames).map(shortened).join(', ')}${more}`;
}

/** By whole characters: half of one could not be written. */
function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= longestText ? text : `${characters.slice(0, longestText).join('')}…`;
}
