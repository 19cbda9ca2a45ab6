// A process with an engine that starts a run, or sends deliveries again, and prints every attempt it announces: made to be
// killed.
import { pathToFileURL } from 'node:url';
import type { ResendRequest, RunRequest } from '../../../core/contract/index.ts';
import { createEngine } from '../../../core/engine.ts';

const [workspacePath = '', dataPath = '', logWorkerFile = '', requestText = '{}'] = process.argv.slice(2);
const engine = await createEngine({
  workspacePath,
  dataPath,
  logWorkerUrl: pathToFileURL(logWorkerFile),
  environmentVariables: {},
  appVersion: '0.0.0-test',
  watch: false,
});
const client = engine.client();
client.on('runs.attempts', ({ attempts }) => {
  for (const { id } of attempts) process.stdout.write(`attempt ${id}\n`);
});
const request = JSON.parse(requestText) as RunRequest | ResendRequest;
const { runId } =
  'messages' in request ? await client.call('runs.resend', request) : await client.call('runs.start', request);
process.stdout.write(`run ${runId}\n`);
// Only reached when nobody killed it in time: the test then fails on what is missing, and no process is left behind.
client.on('runs.progress', ({ isFinal }) => {
  if (isFinal) void engine.close();
});
