import { testVerifiers } from './verifier-suite.ts';

testVerifiers({
  language: 'php',
  command: ['php', '-S', '127.0.0.1:{port}', 'webhook.php'],
  check: ['php', '--version'],
});
