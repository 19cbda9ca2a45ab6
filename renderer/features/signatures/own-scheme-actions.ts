import type { SignatureScheme } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { createDocument, freeKey, removeDocument, slugOf } from '../../stores/document-actions.ts';
import { signatureSchemes as words } from '../../strings/signature-schemes.ts';
import { openAtName } from '../open-at-name.ts';

const kind = 'signature-scheme';

function newScheme(): SignatureScheme {
  return {
    name: words.newSchemeName,
    description: '',
    source: '',
    headers: [{ name: 'X-Signature', value: 't={timestamp},v1={signature}' }],
    signedContent: '{timestamp}.{body}',
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    key: { stripPrefix: null, decoding: 'utf8' },
    timestamp: { unit: 'seconds', tolerancePastSeconds: 300, toleranceFutureSeconds: 300 },
    signatureSeparator: ',',
  };
}

export async function addOwnScheme(app: App): Promise<void> {
  await addAndOpen(app, newScheme());
}

/** A copy to be changed, under a name of its own. Gives its key. */
export async function duplicateScheme(app: App, scheme: SignatureScheme): Promise<string> {
  return addAndOpen(app, { ...scheme, name: words.copyName(scheme.name) });
}

async function addAndOpen(app: App, scheme: SignatureScheme): Promise<string> {
  const key = await keepScheme(app, scheme);
  openAtName(app, { kind, key });
  return key;
}

/** Adds it to the workspace without opening it, under a name that no preset has. Gives its key. */
export async function keepScheme(app: App, scheme: SignatureScheme): Promise<string> {
  const presets = app.workspace.getState().catalogue?.schemes ?? [];
  const isTaken = presets.some((preset) => preset.scheme.name === scheme.name);
  const value = isTaken ? { ...scheme, name: words.copyName(scheme.name) } : scheme;
  const key = freeKey(app, kind, slugOf(value.name));
  await createDocument(app, kind, key, value);
  return key;
}

export async function removeOwnScheme(app: App, key: string): Promise<void> {
  await removeDocument(app, kind, key);
}
