import { KeyRound, ShieldOff } from 'lucide-react';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './lab.module.css';
import { labForm } from './lab-form.ts';
import type { UnsignedSender } from './scheme-groups.ts';
import { SourceLink } from './source-link.tsx';

/** A sender that signs nothing, or not what matters: what to do instead. */
export function UnsignedSenderPage({ sender }: { sender: UnsignedSender }) {
  const { tokenPreset } = sender;
  return (
    <div className={classNames(styles.page, styles.stack, styles.narrow)}>
      <h2 className={styles.guess}>
        <ShieldOff size="1.125rem" aria-hidden="true" />
        {signatures.senderTitle(sender.name)}
      </h2>
      <dl className={styles.facts}>
        <dt>{signatures.senderOffers}</dt>
        <dd>{sender.offers}</dd>
        <dt>{signatures.senderInstead}</dt>
        <dd>{sender.instead}</dd>
        <dt>{signatures.source}</dt>
        <dd>
          <SourceLink url={sender.source} />
        </dd>
      </dl>
      {tokenPreset === null ? null : (
        <div className={styles.actionsStart}>
          <Button icon={KeyRound} onPress={() => labForm.setState({ schemeId: tokenPreset, senderKey: null })}>
            {signatures.senderToken}
          </Button>
        </div>
      )}
    </div>
  );
}
