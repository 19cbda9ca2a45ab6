import { isInstalled } from '../../core/signing/verifier-code/run-verifier.ts';
import { testVerifiers } from './verifier-suite.ts';

const hasKeyPairs = isInstalled('python3', '-c', 'import cryptography');

testVerifiers({
  language: 'python',
  command: ['python3', 'server.py'],
  check: ['python3', '--version'],
  leavesOut: ({ algorithm }) =>
    !hasKeyPairs && /^(ed25519|ecdsa|rsa)/.test(algorithm) ? 'the package cryptography is not installed' : null,
});
