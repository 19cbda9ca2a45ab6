import {
  type EventType,
  type JsonObject,
  type JsonValue,
  type RunRequest,
  readExactJson,
  type WorkspaceSettings,
  writeExactJson,
} from '../../../core/contract/index.ts';

/** What the snippets trigger. */
export interface SnippetTrigger {
  workflow: string;
  recipients: JsonValue[];
  data: JsonObject;
}

/** Longer payloads would hide the call around them. */
const longestPayload = 600;

/** The trigger of a run's set-up as a backend writes it: the sample's payload under the workspace's own names. */
export function snippetTrigger(
  { workflow, recipients, event }: Pick<RunRequest, 'workflow' | 'recipients' | 'event'>,
  eventTypes: readonly { key: string; value: EventType }[],
  settings: WorkspaceSettings | undefined,
): SnippetTrigger {
  const named = { workflow: workflow === '' ? 'your-workflow' : workflow, recipients: recipients as JsonValue[] };
  if (settings === undefined || !('sample' in event)) return { ...named, data: {} };
  const type = eventTypes.find(({ key }) => key === event.type);
  const sample = type?.value.examples.find(({ name }) => name === event.sample);
  // The text it was typed as has the digits that a number loses.
  const payload = sample?.text === undefined ? (sample?.payload ?? {}) : readExactJson(sample.text);
  const isLong = JSON.stringify(payload).length > longestPayload;
  return { ...named, data: { [settings.eventTypeField]: event.type, [settings.payloadField]: isLong ? {} : payload } };
}

export function environmentSnippet(baseUrl: string, key: string): string {
  return `KNOCK_BASE_URL=${baseUrl}\nKNOCK_API_KEY=${key}`;
}

/** The SDK takes both from the environment; the address is spelled out because that is what is new. */
export function nodeSnippet(baseUrl: string, { workflow, recipients, data }: SnippetTrigger): string {
  return `import Knock from '@knocklabs/node';

const knock = new Knock({
  baseURL: ${scriptText(baseUrl)},
  apiKey: process.env.KNOCK_API_KEY,
});

await knock.workflows.trigger(${scriptText(workflow)}, {
  recipients: ${scriptValue(recipients, '  ')},
  data: ${scriptValue(data, '  ')},
});
`;
}

export function curlSnippet(baseUrl: string, { workflow, recipients, data }: SnippetTrigger): string {
  const body = writeExactJson({ recipients, data }, 2);
  return `curl ${baseUrl}/v1/workflows/${encodeURIComponent(workflow)}/trigger \\
  -H "Authorization: Bearer $KNOCK_API_KEY" \\
  -H 'Content-Type: application/json' \\
  -d ${shellText(body)}
`;
}

/** A value as JavaScript is written by hand: bare names, single quotes. */
function scriptValue(value: JsonValue, margin: string): string {
  if (typeof value === 'string') return scriptText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((item) => scriptValue(item, `${margin}  `))
    : Object.entries(value).map(([name, item]) => `${scriptName(name)}: ${scriptValue(item, `${margin}  `)}`);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  const gap = isList ? '' : ' ';
  const line = `${open}${gap}${parts.join(', ')}${gap}${close}`;
  if (line.length <= 72 && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => `${margin}  ${part},`).join('\n')}\n${margin}${close}`;
}

function scriptName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : scriptText(name);
}

function scriptText(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** In single quotes a shell takes everything as it is but the quote itself. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
