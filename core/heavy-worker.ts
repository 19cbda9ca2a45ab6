import { parentPort } from 'node:worker_threads';
import { eventTypeWorks } from './commands/event-types/event-type-works.ts';
import { serveWorks } from './commands/heavy-work/serve-works.ts';
import { signatureWorks } from './commands/signatures/signature-works.ts';
import { readFileWork } from './commands/workspace/document-works.ts';

/** The thread for work on heavy documents. */
if (parentPort !== null) serveWorks([...eventTypeWorks, ...signatureWorks, readFileWork], parentPort);
