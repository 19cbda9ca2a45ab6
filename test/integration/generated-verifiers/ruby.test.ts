import { rackStandIn } from '../../core/signing/verifier-code/rack-stand-in.ts';
import { testVerifiers } from './verifier-suite.ts';

testVerifiers({
  language: 'ruby',
  files: () => [rackStandIn],
  command: ['ruby', rackStandIn.name],
  check: ['ruby', '--version'],
});
