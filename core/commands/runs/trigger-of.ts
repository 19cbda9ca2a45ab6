import { Ajv } from 'ajv';
import { CommandError } from '../../contract/errors.ts';
import type { RunRequest } from '../../contract/payloads.ts';
import type { JsonObject, Trigger, Workflow } from '../../model/index.ts';
import type { Workspace } from '../../workspace/index.ts';
import { eventData, exactValue, withTexts } from '../event-types/event-data.ts';

/**
 * The stored form of a run request. Throws `not-found` for a workflow, environment, event type or sample that does not
 * exist, and `invalid-input` when the data does not fit the workflow's own schema (knock.md 2.2).
 */
export function triggerOf(workspace: Workspace, request: RunRequest): Trigger {
  const workflow = workspace.get('workflow', request.workflow);
  if (workflow === null) {
    throw new CommandError('not-found', `There is no workflow "${request.workflow}" in this workspace.`, {
      field: 'workflow',
    });
  }
  if (workspace.get('environment', request.environment) === null) {
    throw new CommandError('not-found', `There is no environment "${request.environment}" in this workspace.`, {
      field: 'environment',
    });
  }
  const { event, recipientsText, ...rest } = request;
  const data = eventData(workspace, event);
  checkTriggerData(workflow.value, request.workflow, data);
  const recipients = exactValue(request.recipients, recipientsText, 'recipientsText');
  return withTexts({ ...rest, recipients, data });
}

function checkTriggerData(workflow: Workflow, key: string, data: JsonObject): void {
  const schema = workflow.trigger_data_json_schema;
  if (schema === null || schema === undefined) return;
  // Formats are not checked: none are registered, and an unknown one must not refuse the run.
  const ajv = new Ajv({ strict: false, ownProperties: true, validateFormats: false, logger: false });
  let isValid: boolean;
  try {
    isValid = ajv.validate(schema, data);
  } catch (error) {
    throw new CommandError(
      'invalid-input',
      `The workflow "${key}" has a "trigger_data_json_schema" that is not a JSON Schema. Correct it in its workflow.json.`,
      { field: 'workflow', details: String(error) },
    );
  }
  const [first] = ajv.errors ?? [];
  if (isValid || first === undefined) return;
  const place = `data${first.instancePath.replaceAll('/', '.')}`;
  throw new CommandError(
    'invalid-input',
    `The data does not fit the workflow "${key}": ${place} ${first.message ?? 'is not valid'}.`,
    { field: 'event', details: ajv.errorsText() },
  );
}
