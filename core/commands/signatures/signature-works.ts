import { performance } from 'node:perf_hooks';
import type { ExplainStep, Explanation, ParsedRequests, SignatureSteps, Verification } from '../../model/index.ts';
import { type VerifyInput, verifyRequest } from '../../signing/index.ts';
import {
  type ExplainInput,
  explainInSteps,
  parseRequestText,
  type StepsInput,
  signatureSteps,
} from '../../signing/lab.ts';
import type { Work } from '../heavy-work/work.ts';

const advice = 'Try it with a shorter body.';
const limitMs = 30_000;
const progressEveryMs = 100;

export const verifyWork: Work<VerifyInput, Verification> = {
  name: 'verify',
  title: 'Verifying',
  advice,
  limitMs,
  field: 'request.body',
  run: verifyRequest,
};

export const stepsWork: Work<StepsInput, SignatureSteps> = {
  name: 'steps',
  title: 'Taking the request apart',
  advice,
  limitMs,
  field: 'request.body',
  run: signatureSteps,
};

export const parseWork: Work<string | Uint8Array, ParsedRequests> = {
  name: 'parse-request',
  title: 'Reading the request',
  advice,
  limitMs,
  field: 'text',
  run: parseRequestText,
};

/** What a search for the cause begins with; its clock is that of who does it. */
export type SearchInput = Omit<ExplainInput, 'elapsedMs'>;
export type ExplainProgressStep = Extract<ExplainStep, { kind: 'progress' }>;

export const explainWork: Work<SearchInput, Explanation, ExplainProgressStep> = {
  name: 'explain',
  title: 'Looking for the cause',
  advice,
  limitMs,
  field: 'request.body',
  run(input, tell) {
    const beganMs = performance.now();
    const elapsedMs = () => performance.now() - beganMs;
    const search = explainInSteps({ ...input, elapsedMs });
    let toldMs = 0;
    for (let step = search.next(); ; step = search.next()) {
      if (step.done) return step.value;
      const nowMs = elapsedMs();
      if (nowMs - toldMs < progressEveryMs) continue;
      toldMs = nowMs;
      tell({ kind: 'progress', triedCount: step.value.triedCount, elapsedMs: nowMs });
    }
  },
};

export const signatureWorks = [verifyWork, stepsWork, parseWork, explainWork];
