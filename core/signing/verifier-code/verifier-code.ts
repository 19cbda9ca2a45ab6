import type { SignatureScheme, VerifierCode, VerifierLanguage } from '../../model/index.ts';
import { csharpProgram, csharpVerifier } from './csharp.ts';
import { goVerifier } from './go.ts';
import { javaVerifier } from './java.ts';
import { javaScriptVerifier } from './javascript.ts';
import { expressServer, nextRoute, nodeServer } from './javascript-hosts.ts';
import { phpEndpoint, phpVerifier } from './php.ts';
import { pythonServer, pythonVerifier } from './python.ts';
import { rubyServer, rubyVerifier } from './ruby.ts';
import { rustManifest, rustModule } from './rust.ts';
import { UnsupportedScheme } from './unsupported-scheme.ts';
import { type VerifierPlan, verifierPlan } from './verifier-plan.ts';

interface Language {
  files(plan: VerifierPlan): { name: string; content: string }[];
  /** How to try it. */
  run: string;
  dependencies(plan: VerifierPlan): string[];
}

const none = (): string[] => [];

const languages: Record<VerifierLanguage, Language> = {
  node: {
    files: (plan) => [
      { name: 'verify-webhook.mjs', content: javaScriptVerifier(plan, { isTyped: false }) },
      { name: 'server.mjs', content: nodeServer(plan) },
    ],
    run: 'WEBHOOK_SECRET=… node server.mjs',
    dependencies: none,
  },
  'typescript-express': {
    files: (plan) => [
      { name: 'verify-webhook.ts', content: javaScriptVerifier(plan, { isTyped: true }) },
      { name: 'server.ts', content: expressServer(plan) },
    ],
    run: 'WEBHOOK_SECRET=… npx tsx server.ts',
    dependencies: () => ['express', '@types/express'],
  },
  next: {
    files: (plan) => [
      { name: 'app/webhooks/verify-webhook.ts', content: javaScriptVerifier(plan, { isTyped: true }) },
      { name: 'app/webhooks/route.ts', content: nextRoute(plan) },
    ],
    run: 'WEBHOOK_SECRET=… npx next dev',
    dependencies: () => ['next'],
  },
  python: {
    files: (plan) => [
      { name: 'verify_webhook.py', content: pythonVerifier(plan) },
      { name: 'server.py', content: pythonServer(plan) },
    ],
    run: 'WEBHOOK_SECRET=… python3 server.py',
    dependencies: ({ kind }) => (kind === 'pair' ? ['cryptography'] : []),
  },
  go: {
    files: (plan) => [{ name: 'main.go', content: goVerifier(plan) }],
    run: 'WEBHOOK_SECRET=… go run main.go',
    dependencies: none,
  },
  ruby: {
    files: (plan) => [
      { name: 'verify_webhook.rb', content: rubyVerifier(plan) },
      { name: 'config.ru', content: rubyServer(plan) },
    ],
    run: 'WEBHOOK_SECRET=… rackup -p 3000',
    dependencies: () => ['rack', 'rackup', 'base64'],
  },
  php: {
    files: (plan) => [
      { name: 'verify_webhook.php', content: phpVerifier(plan) },
      { name: 'webhook.php', content: phpEndpoint(plan) },
    ],
    run: 'WEBHOOK_SECRET=… php -S 127.0.0.1:3000 webhook.php',
    dependencies: none,
  },
  java: {
    files: (plan) => [{ name: 'VerifyWebhook.java', content: javaVerifier(plan) }],
    run: 'WEBHOOK_SECRET=… java VerifyWebhook.java',
    dependencies: none,
  },
  csharp: {
    files: (plan) => [
      { name: 'Webhook.cs', content: csharpVerifier(plan) },
      { name: 'Program.cs', content: csharpProgram(plan) },
    ],
    run: 'WEBHOOK_SECRET=… dotnet run',
    // .NET has no Ed25519 of its own.
    dependencies: ({ scheme }) => (scheme.algorithm === 'ed25519' ? ['NSec.Cryptography'] : []),
  },
  rust: {
    files: (plan) => [
      { name: 'src/webhook.rs', content: rustModule(plan) },
      { name: 'Cargo.toml', content: rustManifest(plan) },
    ],
    run: 'Call verify_webhook from your handler.',
    dependencies: (plan) =>
      rustManifest(plan)
        .split('\n')
        .slice(1)
        .filter((line) => line !== ''),
  },
};

/**
 * The code that verifies the scheme exactly as it is configured: raw body, comparison in constant time, tolerance, and
 * a second secret for rotation. `refusal` says why there is none.
 */
export function verifierCode(scheme: SignatureScheme, language: VerifierLanguage): VerifierCode {
  const { files, run, dependencies } = languages[language];
  try {
    const plan = verifierPlan(scheme);
    return { refusal: null, files: files(plan), run, dependencies: dependencies(plan), notes: notesOf(plan) };
  } catch (error) {
    if (!(error instanceof UnsupportedScheme)) throw error;
    return { refusal: error.message, files: [], run: '', dependencies: [], notes: [] };
  }
}

function notesOf({ scheme, given, helpers, keyRule }: VerifierPlan): string[] {
  const notes: string[] = [];
  if (given.has('url')) notes.push('The URL is signed: set PUBLIC_ORIGIN to the address that the sender was given.');
  if (scheme.timestamp === null)
    notes.push('No time is signed: remember the ids of deliveries, so that none counts twice.');
  else if (scheme.timestamp.tolerancePastSeconds === null) {
    notes.push('The scheme has no bound for the age: remember the ids of deliveries, so that none counts twice.');
  }
  if (scheme.isBodyUnsigned === true)
    notes.push('The body is not signed: whoever can change it on the way is not noticed.');
  if (/\{(json|lines):/.test(scheme.signedContent) && helpers.has('jsonText')) {
    notes.push('Of the signed fields texts, numbers and truth values are read; objects and lists are refused.');
  }
  if (keyRule.decoding === 'pem') {
    notes.push(
      'The secret is the public key as PEM. Where the sender names a certificate, take the key out of one that you trust.',
    );
  }
  return notes;
}
