export { describeScheme } from './describe-scheme.ts';
export { resolveScheme, schemePresets } from './scheme-presets.ts';
export { findSchemeProblems, type SchemeProblem } from './scheme-problems.ts';
export { type SignInput, signingProblem, signRequest } from './sign-request.ts';
export { keyFingerprint, SigningError } from './signing-key.ts';
export { type VerifyInput, verifyRequest } from './verify-request.ts';
