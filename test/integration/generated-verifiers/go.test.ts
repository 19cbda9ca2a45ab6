import { testVerifiers } from './verifier-suite.ts';

testVerifiers({
  language: 'go',
  prepare: ['go', 'build', '-o', 'verifier', 'main.go'],
  command: ['./verifier'],
  check: ['go', 'version'],
});
