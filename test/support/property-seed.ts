import { configureGlobal } from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a red run means a change. `HOOKBENCH_SEED=<number>` explores
 * others; a counterexample found there becomes a test of its own.
 */
configureGlobal({ seed: Number(process.env.HOOKBENCH_SEED ?? 20_261_123) });
