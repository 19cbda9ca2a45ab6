import type { HeaderPair } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { closeTab, type Tab } from '../../stores/session.ts';
import { frame } from '../../strings/frame.ts';
import { resend as words } from '../../strings/resend.ts';
import { ui } from '../../strings/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './resend.module.css';
import type { ResendDraft } from './resend-draft.ts';

/** What was typed for a delivery that the log does not have any more: it cannot be sent, but is not lost. */
export function GoneResend({ tab, draft }: { tab: Tab; draft: ResendDraft }) {
  const app = useApp();
  const close = (): void => app.session.setState((state) => closeTab(state, tab.id));
  return (
    <div className={styles.document}>
      <Banner tone="warning" actions={<Button onPress={close}>{frame.closeThisTab}</Button>}>
        {words.gone}
      </Banner>
      <section className={styles.typed} aria-label={words.typed}>
        <TypedField label={words.method} text={draft.method} />
        <TypedField label={words.url} text={draft.url} />
        <TypedField label={words.headers} text={draft.headers?.map(headerLine).join('\n')} rows={6} />
        <TypedField label={words.body} text={draft.body} rows={12} />
      </section>
    </div>
  );
}

function headerLine([name, value]: HeaderPair): string {
  return `${name}: ${value}`;
}

function TypedField({ label, text, rows }: { label: string; text: string | undefined; rows?: number }) {
  if (text === undefined) return null;
  return (
    <TextField
      label={label}
      value={text}
      isMono
      isReadOnly
      {...(rows === undefined ? {} : { rows })}
      aside={<CopyButton isIconOnly text={text} label={ui.copyValue(label)} />}
      onChange={() => undefined}
    />
  );
}
