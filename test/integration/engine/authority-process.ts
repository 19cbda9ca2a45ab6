// A process that makes the authority of https receivers over and over: made to be killed.
import { authorityFile } from '../../../core/commands/receivers/authority-file.ts';
import { createLocalAuthority } from '../../../core/receiver/index.ts';

const [file = ''] = process.argv.slice(2);
const store = authorityFile(file);
for (let number = 1; ; number++) {
  const authority = createLocalAuthority({ store: { ...store, read: async () => null }, nowMs: Date.now });
  await authority.certificate();
  process.stdout.write(`${number}\n`);
}
