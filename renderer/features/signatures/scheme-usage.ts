import type { Channel, Receiver, SchemeChoice } from '../../../core/contract/index.ts';
import { signatureSchemes as words } from '../../strings/signature-schemes.ts';

type Entry<T> = { key: string; value: T };

/** A channel or receiver that names a scheme of the workspace. */
export type SchemeUser = ({ kind: 'channel' } & Entry<Channel>) | ({ kind: 'receiver' } & Entry<Receiver>);

/** Every channel and receiver that signs or verifies with the scheme, as the current key's or a previous key's. */
export function schemeUsers(
  key: string,
  channels: readonly Entry<Channel>[],
  receivers: readonly Entry<Receiver>[],
): SchemeUser[] {
  const uses = (part: SchemePart | null) => part !== null && choicesOf(part).some((choice) => names(choice, key));
  return [
    ...channels.filter(({ value }) => uses(value.signing)).map((each) => ({ ...each, kind: 'channel' as const })),
    ...receivers
      .filter(({ value }) => uses(value.verification))
      .map((each) => ({ ...each, kind: 'receiver' as const })),
  ];
}

/** "the channel "A" and the receiver "B"" */
export function userWords(users: readonly SchemeUser[]): string {
  const all = users.map(({ kind, value }) =>
    kind === 'channel' ? words.userChannel(value.name) : words.userReceiver(value.name),
  );
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : words.and(all.slice(0, -1).join(', '), last);
}

interface SchemePart {
  scheme: SchemeChoice;
  previousKeys?: { scheme?: SchemeChoice | undefined }[] | undefined;
}

function choicesOf({ scheme, previousKeys = [] }: SchemePart): SchemeChoice[] {
  return [scheme, ...previousKeys.flatMap((previous) => previous.scheme ?? [])];
}

function names(choice: SchemeChoice, key: string): boolean {
  return 'own' in choice && choice.own === key;
}
