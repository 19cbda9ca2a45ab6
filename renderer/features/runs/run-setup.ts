import {
  exactRecipients,
  heldEvent,
  heldRecipients,
  type JsonObject,
  notedConcurrency,
  type RunRecord,
  type RunRequest,
  readExactJson,
  runRequestSchema,
  type Scenario,
  type TriggerEvent,
  type WorkspaceSettings,
} from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';

/** What a run and a scenario both say; the forms edit this part. */
export type TriggerDraft = Pick<
  Scenario,
  'workflow' | 'environment' | 'recipients' | 'recipientsText' | 'actor' | 'tenant' | 'event' | 'clock' | 'seed'
> &
  Pick<RunRequest, 'concurrency'>;

export const setupFields = [
  'workflow',
  'environment',
  'recipients',
  'event',
  'actor',
  'tenant',
  'clock',
  'seed',
  'concurrency',
] as const;
export type SetupField = (typeof setupFields)[number];
export type SetupProblems = Partial<Record<SetupField, string>>;

/** What keeps the set-up from being run, by field. */
export function findSetupProblems(setup: RunRequest): SetupProblems {
  const problems: SetupProblems = {};
  const checked = runRequestSchema.safeParse(setup);
  for (const issue of checked.error?.issues ?? []) {
    const field = setupFields.find((name) => name === issue.path[0]);
    if (field !== undefined) problems[field] ??= words.problems[field];
  }
  return problems;
}

/** The set-up that repeats a run. Its data is taken apart again where the settings' fields are all that it holds. */
export function setupOfRun(run: RunRecord, settings: WorkspaceSettings | undefined): RunRequest {
  const { data, dataText, recipientsText: _text, resend: _again, ...rest } = run.trigger;
  // Written from this data.
  const exact = dataText === undefined ? data : (readExactJson(dataText) as JsonObject);
  return { ...rest, ...heldRecipients(exactRecipients(run.trigger)), event: eventOfData(exact, settings) };
}

export function eventOfData(data: JsonObject, settings: WorkspaceSettings | undefined): TriggerEvent {
  if (settings === undefined) return heldEvent(null, data);
  const { eventTypeField, payloadField } = settings;
  const type = data[eventTypeField];
  const payload = data[payloadField];
  const isEvent =
    typeof type === 'string' &&
    typeof payload === 'object' &&
    payload !== null &&
    !Array.isArray(payload) &&
    Object.keys(data).length === 2;
  return isEvent ? heldEvent(type, payload) : heldEvent(null, data);
}

export function scenarioOfSetup(setup: RunRequest): Scenario {
  const { concurrency, scenario: _from, ...draft } = setup;
  return {
    ...draft,
    ...notedConcurrency(concurrency),
    name: scenarioName(setup),
    description: '',
    receivers: [],
    expectations: [],
  };
}

function scenarioName({ workflow, event }: RunRequest): string {
  return words.scenarioName(workflow, 'type' in event ? event.type : '');
}

/** Reads what a tab remembered; null when it is nothing that this version can use. */
export function readSetup(text: string): RunRequest | null {
  try {
    const saved: unknown = JSON.parse(text);
    if (typeof saved !== 'object' || saved === null || Array.isArray(saved)) return null;
    // A set-up may be unfinished: only fields of the wrong shape make it unusable, missing choices do not.
    const checked = runRequestSchema.safeParse({ ...saved, ...fillers(saved) });
    return checked.success ? ({ ...saved } as RunRequest) : null;
  } catch {
    return null;
  }
}

function fillers(saved: object): Partial<RunRequest> {
  const isBlank = (name: 'workflow' | 'environment') => name in saved && Reflect.get(saved, name) === '';
  const recipients: unknown = Reflect.get(saved, 'recipients');
  return {
    ...(isBlank('workflow') ? { workflow: 'x' } : {}),
    ...(isBlank('environment') ? { environment: 'x' } : {}),
    ...(Array.isArray(recipients) && recipients.length === 0 ? { recipients: ['x'] } : {}),
  };
}
