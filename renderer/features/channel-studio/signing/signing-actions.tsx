import { Braces, FlaskConical, Save } from 'lucide-react';
import type { Channel, SchemeChoice } from '../../../../core/contract/index.ts';
import { useApp, useIsReadOnly } from '../../../stores/app-context.tsx';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { commands as commandWords } from '../../../strings/commands.ts';
import { signatureSchemes } from '../../../strings/signature-schemes.ts';
import { Button } from '../../../ui/button.tsx';
import { openLab } from '../../signatures/open-lab.ts';
import { keepScheme } from '../../signatures/own-scheme-actions.ts';
import styles from '../channel-document.module.css';

interface SigningActionsProps {
  channelKey: string;
  signing: NonNullable<Channel['signing']>;
  /** A scheme that was written out became one of the workspace. */
  onKept: (choice: SchemeChoice) => void;
}

/** Ways from a channel's signing into the lab, and of its scheme into the workspace. */
export function SigningActions({ channelKey, signing: { scheme }, onKept }: SigningActionsProps) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const keep = async () => {
    if (!('custom' in scheme)) return;
    try {
      onKept({ own: await keepScheme(app, scheme.custom) });
    } catch (cause) {
      app.fail(commandWords.notDone, cause);
    }
  };
  return (
    <div className={styles.buttons}>
      <Button icon={Braces} onPress={() => openLab(app, { channelKey, choice: scheme, section: 'verifier' })}>
        {channelStudio.verifierCode}
      </Button>
      <Button icon={FlaskConical} onPress={() => openLab(app, { channelKey, choice: scheme, section: 'verify' })}>
        {signatureSchemes.openInLab}
      </Button>
      {'custom' in scheme ? (
        <Button icon={Save} isDisabled={isReadOnly} onPress={() => void keep()}>
          {signatureSchemes.saveAsOwn}
        </Button>
      ) : null}
    </div>
  );
}
