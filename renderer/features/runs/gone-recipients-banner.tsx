import { exactRecipients, heldRecipients, type RunRequest } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { type GoneRecipient, withRecipientReplaced } from './gone-recipients.ts';
import { recipientText } from './recipient-text.ts';

interface GoneRecipientsBannerProps {
  gone: readonly GoneRecipient[];
  environmentName: string;
  setup: RunRequest;
  onChange: (patch: Partial<RunRequest>) => void;
}

/** Recipients of the run that is repeated whom the environment does not have any more, as long as the set-up names them. */
export function GoneRecipientsBanner({ gone, environmentName, setup, onChange }: GoneRecipientsBannerProps) {
  const named = new Set(exactRecipients(setup).map(recipientText));
  return gone
    .filter(({ recipient }) => named.has(recipient))
    .map(({ recipient, name, meant }) => (
      <Banner
        key={recipient}
        tone="warning"
        actions={
          meant === null ? undefined : (
            <Button onPress={() => onChange(heldRecipients(withRecipientReplaced(setup, recipient, meant)))}>
              {words.takeMeant(meant)}
            </Button>
          )
        }
      >
        {meant === null
          ? words.recipientGone(recipient, environmentName)
          : words.recipientMoved(recipient, environmentName, name, meant)}
      </Banner>
    ));
}
