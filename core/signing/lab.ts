/** The signature lab: what reads, recognises, takes apart, explains, tests and writes code for signatures. */
export { checkScheme } from './check-scheme.ts';
export { type ExplainInput, type ExplainProgress, explainInSteps, explainRequest } from './explain/explain-request.ts';
export { type NegativeCase, type NegativeSuiteInput, negativeCases } from './negative/negative-cases.ts';
export {
  judgeAnswer,
  type NegativeAnswer,
  type NegativeSuitePorts,
  runNegativeSuite,
} from './negative/run-negative-suite.ts';
export { isSuitePassed, suiteReport } from './negative/suite-report.ts';
export { parseRequestText } from './parse/parse-request-text.ts';
export { type RecogniseInput, recogniseScheme } from './recognise/recognise-scheme.ts';
export { type StepsInput, signatureSteps } from './steps/signature-steps.ts';
export { verifierCode } from './verifier-code/verifier-code.ts';
