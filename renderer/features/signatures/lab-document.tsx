import { useStore } from 'zustand';
import { useCatalogue } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { signatures } from '../../strings/signatures.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type TabItem, Tabs } from '../../ui/tabs.tsx';
import { KeysSection } from './keys-section.tsx';
import styles from './lab.module.css';
import { labForm } from './lab-form.ts';
import { NegativeSection } from './negative-section.tsx';
import { SchemeField } from './scheme-field.tsx';
import { SchemePage } from './scheme-page.tsx';
import { SignSection } from './sign-section.tsx';
import { UnsignedSenderPage } from './unsigned-sender-page.tsx';
import { useLabScheme, useLabSchemes } from './use-lab-scheme.ts';
import { VerifierSection } from './verifier-section.tsx';
import { VerifySection } from './verify-section.tsx';

/** The signature lab: one scheme, and everything that can be done with it. */
export function LabDocument({ tab }: { tab: Tab }) {
  const schemes = useLabSchemes();
  const current = useLabScheme();
  const senders = useCatalogue()?.unsignedSenders;
  const senderKey = useStore(labForm, (form) => form.senderKey);
  const [section, setSection] = useTabState<string>(tab.id, 'section', 'verify');
  const sender = senders?.find(({ key }) => key === senderKey);
  if (sender !== undefined) return <UnsignedSenderPage sender={sender} />;
  if (current === null) return <EmptyState sentence={signatures.noScheme} />;
  const { scheme: lab, choice } = current;

  const items: TabItem[] = [
    { id: 'scheme', label: signatures.tabs.scheme, content: <SchemePage lab={lab} choice={choice} /> },
    { id: 'verify', label: signatures.tabs.verify, content: <VerifySection lab={lab} choice={choice} /> },
    {
      id: 'sign',
      label: signatures.tabs.sign,
      content: <SignSection lab={lab} choice={choice} onVerify={() => setSection('verify')} />,
    },
    {
      id: 'keys',
      label: signatures.tabs.keys,
      content: <KeysSection lab={lab} choice={choice} onUse={(next) => setSection(next)} />,
    },
    {
      id: 'verifier',
      label: signatures.tabs.verifier,
      content: <VerifierSection name={lab.name} choice={choice} />,
    },
    { id: 'negative', label: signatures.tabs.negative, content: <NegativeSection lab={lab} choice={choice} /> },
  ];
  return (
    <div className={styles.document}>
      <header className={styles.head}>
        <SchemeField schemes={schemes} value={lab.id} />
        <p className={styles.headWords}>{lab.scheme.description}</p>
      </header>
      <Tabs
        label={signatures.sections}
        className={styles.tabs}
        items={items}
        selected={items.some(({ id }) => id === section) ? section : 'verify'}
        onSelect={setSection}
        isKeptMounted={false}
      />
    </div>
  );
}
