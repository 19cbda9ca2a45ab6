import type { Resendable, ResendSignature } from '../../../core/contract/index.ts';
import { resend as words } from '../../strings/resend.ts';
import { SelectField, type SelectOption } from '../../ui/select-field.tsx';
import { ClockFields } from './clock-fields.tsx';
import { type ResendDraft, signatureOf } from './resend-draft.ts';

interface ResendChoicesProps {
  draft: ResendDraft;
  basis: Resendable;
  onChange: (draft: ResendDraft) => void;
}

/** How it is signed, and how often it is tried. */
export function ResendChoices({ draft, basis, onChange }: ResendChoicesProps) {
  const { signing, policy } = basis;
  const signature = signatureOf(draft, basis);
  const signatures = signatureOptions(basis);
  const attempts = policy === null ? 'one' : (draft.attempts ?? 'one');
  const attemptOptions: SelectOption<'one' | 'policy'>[] = [
    { id: 'one', label: words.attemptsOf.one, description: words.attemptsWhy.one },
  ];
  if (policy !== null) {
    const description = words.attemptsWhy.policy(policy.name, policy.maxAttempts);
    attemptOptions.push({ id: 'policy', label: words.attemptsOf.policy, description });
  }
  return (
    <>
      <SelectField
        label={words.signature}
        options={signatures}
        value={signature}
        hint={
          signing.isPossible
            ? signatures.find(({ id }) => id === signature)?.description
            : words.cannotSign(signing.message)
        }
        onChange={(chosen) => onChange({ ...draft, signature: chosen })}
      />
      <SelectField
        label={words.attempts}
        options={attemptOptions}
        value={attempts}
        hint={
          policy === null
            ? words.channelGone(basis.channel)
            : attemptOptions.find(({ id }) => id === attempts)?.description
        }
        onChange={(chosen) => onChange({ ...draft, attempts: chosen })}
      />
      {attempts === 'one' ? null : (
        <ClockFields clock={draft.clock ?? 'real'} onChange={(clock) => onChange({ ...draft, clock })} />
      )}
    </>
  );
}

function signatureOptions({ signing }: Resendable): SelectOption<ResendSignature>[] {
  const { signatures, signatureWhy } = words;
  const asSent = { id: 'as-sent', label: signatures['as-sent'], description: signatureWhy['as-sent'] } as const;
  if (!signing.isPossible) return [asSent];
  if (signing.schemeName === null) {
    return [
      { id: 'afresh', label: words.unsignedAfresh, description: words.unsignedWhy.afresh },
      { id: 'afresh-new-id', label: words.unsignedNewId, description: words.unsignedWhy['afresh-new-id'] },
      asSent,
    ];
  }
  return [
    { id: 'afresh', label: signatures.afresh, description: signatureWhy.afresh },
    { id: 'afresh-new-id', label: signatures['afresh-new-id'], description: signatureWhy['afresh-new-id'] },
    asSent,
  ];
}
