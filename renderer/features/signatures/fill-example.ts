import type { CommandError, EngineClient, SchemeChoice } from '../../../core/contract/index.ts';
import { toCommandError } from '../../stores/command-failure.ts';
import { formOfRequest, labForm } from './lab-form.ts';

export const exampleRequest = {
  method: 'POST',
  url: 'https://example.test/webhooks',
  headers: [['content-type', 'application/json']] as [string, string][],
  body: new TextEncoder().encode('{"type":"task.completed","data":{"id":9007199254740993,"title":"Café"}}'),
};

/** A fresh key and an example that it signed, put into the form to verify. */
export async function fillExample(
  engine: EngineClient,
  scheme: SchemeChoice,
  onError: (error: CommandError) => void,
): Promise<void> {
  try {
    const { signingKey, verifyingKey } = await engine.call('signatures.generateKey', { scheme });
    const signed = await engine.call('signatures.sign', {
      request: exampleRequest,
      scheme,
      key: signingKey,
      timestampMs: null,
      messageId: null,
    });
    const keys = [verifyingKey ?? signingKey];
    labForm.setState({ ...formOfRequest(signed), keys, receivedAtMs: null, isJudgedAsReceived: false });
  } catch (cause) {
    onError(toCommandError(cause));
  }
}
