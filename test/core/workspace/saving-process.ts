// A process that saves one document over and over and prints what was acknowledged: made to be killed.
import { openWorkspace } from '../../../core/workspace/index.ts';

const [path = ''] = process.argv.slice(2);
const workspace = await openWorkspace({ path, watch: false, onChange: () => {}, onProblems: () => {} });
const padding = 'x'.repeat(200_000);
for (let number = 1; ; number++) {
  const value = { name: String(number), variables: { padding }, secrets: [] };
  await workspace.put('environment', 'development', value, null);
  process.stdout.write(`${number}\n`);
}
