import { testVerifiers } from './verifier-suite.ts';

testVerifiers({
  language: 'java',
  // Without the compiler's later stages a short-lived process is done sooner.
  command: ['java', '-XX:TieredStopAtLevel=1', '-Xshare:auto', 'VerifyWebhook.java'],
  check: ['javac', '--version'],
});
