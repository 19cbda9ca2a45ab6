import type {
  Catalogue,
  Channel,
  SchemeChoice,
  SignatureAlgorithm,
  SignatureScheme,
} from '../../../core/contract/index.ts';

export type UnsignedSender = Catalogue['unsignedSenders'][number];
export type PresetFacts = Catalogue['schemes'][number];

/** A scheme that the lab can work with. */
export interface LabScheme {
  id: string;
  name: string;
  choice: SchemeChoice;
  scheme: SignatureScheme;
  /** Null for a scheme of one's own. */
  facts: PresetFacts | null;
}

export const groupIds = ['own', 'knock', 'vendors', 'standard', 'key-pairs', 'tokens', 'unsigned'] as const;
export type GroupId = (typeof groupIds)[number];

export type SchemeListRow =
  | { kind: 'group'; id: GroupId; count: number }
  | { kind: 'scheme'; id: string; scheme: LabScheme }
  | { kind: 'sender'; id: string; sender: UnsignedSender };

const ownPrefix = 'own/';

/** What a choice is called in lists: a preset's key, `own/` and the key of a scheme of one's own; null = written out. */
export function choiceId(choice: SchemeChoice): string | null {
  if ('preset' in choice) return choice.preset;
  return 'own' in choice ? `${ownPrefix}${choice.own}` : null;
}

/** The choice that a list's id stands for. */
export function choiceOfId(id: string): SchemeChoice {
  return id.startsWith(ownPrefix) ? { own: id.slice(ownPrefix.length) } : { preset: id };
}

/** All presets, then the schemes of the workspace, then those that channels write out themselves. */
export function labSchemes(
  catalogue: Catalogue | null,
  channels: readonly { key: string; value: Channel }[],
  ownSchemes: readonly { key: string; value: SignatureScheme }[],
): LabScheme[] {
  const presets = (catalogue?.schemes ?? []).map((facts): LabScheme => {
    return { id: facts.key, name: facts.scheme.name, choice: { preset: facts.key }, scheme: facts.scheme, facts };
  });
  const named = ownSchemes.map(({ key, value }): LabScheme => {
    return { id: `${ownPrefix}${key}`, name: value.name, choice: { own: key }, scheme: value, facts: null };
  });
  const written = channels.flatMap(({ key, value: { signing } }): LabScheme[] => {
    if (signing === null || !('custom' in signing.scheme)) return [];
    const { custom } = signing.scheme;
    return [{ id: `channel/${key}`, name: custom.name, choice: { custom }, scheme: custom, facts: null }];
  });
  return [...presets, ...named, ...written];
}

const standardHeaders = /^(webhook|svix)-signature$/i;
const pairAlgorithms: ReadonlySet<SignatureAlgorithm> = new Set([
  'ed25519',
  'ecdsa-p256-sha256',
  'rsa-sha1',
  'rsa-sha256',
]);

export function isKeyPair(algorithm: SignatureAlgorithm): boolean {
  return pairAlgorithms.has(algorithm);
}

export function groupOf({ id, facts, scheme }: LabScheme): GroupId {
  if (facts === null) return 'own';
  if (id.startsWith('knock-')) return 'knock';
  if (scheme.algorithm === 'token') return 'tokens';
  if (scheme.headers.some(({ name }) => standardHeaders.test(name))) return 'standard';
  return isKeyPair(scheme.algorithm) ? 'key-pairs' : 'vendors';
}

/** Group headings with what is under them; with a filter, only what it finds, all unfolded. */
export function schemeRows(
  schemes: readonly LabScheme[],
  senders: readonly UnsignedSender[],
  filter: string,
  folded: ReadonlySet<GroupId>,
): SchemeListRow[] {
  const wanted = filter.trim().toLowerCase();
  const isFound = (...texts: readonly string[]) => texts.some((text) => text.toLowerCase().includes(wanted));
  return groupIds.flatMap((group): SchemeListRow[] => {
    const rows: SchemeListRow[] =
      group === 'unsigned'
        ? senders
            .filter(({ key, name }) => isFound(key, name))
            .map((sender) => ({ kind: 'sender', id: `sender/${sender.key}`, sender }))
        : schemes
            .filter((each) => groupOf(each) === group)
            .filter(({ id, name, scheme }) => isFound(id, name, ...scheme.headers.map((header) => header.name)))
            .map((scheme) => ({ kind: 'scheme', id: scheme.id, scheme }));
    if (rows.length === 0) return [];
    const isOpen = wanted !== '' || !folded.has(group);
    return [{ kind: 'group', id: group, count: rows.length }, ...(isOpen ? rows : [])];
  });
}

/** The choice with the registration's own settings, as far as they were filled in. */
export function choiceWith(scheme: LabScheme, settings: Readonly<Record<string, string>> | undefined): SchemeChoice {
  if (settings === undefined) return scheme.choice;
  if (!('custom' in scheme.choice)) return { ...scheme.choice, settings: { ...settings } };
  return { custom: { ...scheme.choice.custom, settings: { ...scheme.choice.custom.settings, ...settings } } };
}

/** What a scheme does while keys are changed: any number of signatures, a header for each of two keys, or one alone. */
export function rotationSupport({ headers, signatureSeparator }: SignatureScheme): 'list' | 'headers' | 'none' {
  if (headers.some(({ forKey }) => forKey === 'previous')) return 'headers';
  return signatureSeparator === null ? 'none' : 'list';
}
