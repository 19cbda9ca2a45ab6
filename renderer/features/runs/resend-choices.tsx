import type { Resendable, ResendSignature } from '../../../core/contract/index.ts';
import { resend as words } from '../../strings/resend.ts';
import { SelectField } from '../../ui/select-field.tsx';
import type { SelectOption } from '../../ui/select-item.tsx';
import { ClockFields } from './clock-fields.tsx';
import type { ResendDraft } from './resend-draft.ts';

interface ResendChoicesProps {
  draft: ResendDraft;
  signature: ResendSignature;
  /** What can be signed; null = that is for each message to say. */
  signing: Resendable['signing'] | null;
  /** What "as the channel does" means; null = there is no channel to do so. */
  policyWords: string | null;
  /** Why there is none. */
  noPolicyWhy?: string;
  onChange: (draft: ResendDraft) => void;
}

/** How it is signed, and how often it is tried. */
export function ResendChoices(props: ResendChoicesProps) {
  const { draft, signature, signing, policyWords, noPolicyWhy, onChange } = props;
  const signatures = signatureOptions(signing);
  const attempts = policyWords === null ? 'one' : (draft.attempts ?? 'one');
  const attemptOptions: SelectOption<'one' | 'policy'>[] = [
    { id: 'one', label: words.attemptsOf.one, description: words.attemptsWhy.one },
  ];
  if (policyWords !== null) {
    attemptOptions.push({ id: 'policy', label: words.attemptsOf.policy, description: policyWords });
  }
  return (
    <>
      <SelectField
        label={words.signature}
        options={signatures}
        value={signature}
        hint={
          signing?.isPossible === false
            ? words.cannotSign(signing.message)
            : signatures.find(({ id }) => id === signature)?.description
        }
        onChange={(chosen) => onChange({ ...draft, signature: chosen })}
      />
      <SelectField
        label={words.attempts}
        options={attemptOptions}
        value={attempts}
        hint={policyWords === null ? noPolicyWhy : attemptOptions.find(({ id }) => id === attempts)?.description}
        onChange={(chosen) => onChange({ ...draft, attempts: chosen })}
      />
      {attempts === 'one' ? null : (
        <ClockFields clock={draft.clock ?? 'real'} onChange={(clock) => onChange({ ...draft, clock })} />
      )}
    </>
  );
}

function signatureOptions(signing: Resendable['signing'] | null): SelectOption<ResendSignature>[] {
  const { signatures, signatureWhy } = words;
  const asSent = { id: 'as-sent', label: signatures['as-sent'], description: signatureWhy['as-sent'] } as const;
  if (signing?.isPossible === false) return [asSent];
  if (signing?.schemeName === null) {
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
