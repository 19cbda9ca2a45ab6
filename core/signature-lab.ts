/** The signature lab without the rest of the engine, for hosts that need nothing else: it loads in a fraction of the time. */
export { createSignatureLab, openSignatureLab, type SignatureLab } from './commands/signatures/signature-lab.ts';
export { isSuitePassed } from './signing/lab.ts';
