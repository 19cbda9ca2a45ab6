import type { AttemptRecord, AttemptSummary } from '../../../core/contract/index.ts';
import { BodyView } from '../../request/body-view.tsx';
import { HeaderList } from '../../request/header-list.tsx';
import { RequestLine } from '../../request/request-line.tsx';
import { useTabState } from '../../stores/use-tab-state.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { requestWords } from '../../strings/request.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { AttemptsSection } from './attempts-section.tsx';
import styles from './inspector.module.css';
import { ResponseSection } from './response-section.tsx';
import { SignatureSection } from './signature-section.tsx';
import { TimingsSection } from './timings-section.tsx';

type Section = keyof typeof words.sections;

interface DeliverySectionsProps {
  tabId: string;
  attempt: AttemptRecord;
  /** All attempts of the message, oldest first. */
  siblings: readonly AttemptSummary[];
  onSwitch: (attemptId: string) => void;
}

/** The parts of one attempt; which one is open is remembered with the tab. */
export function DeliverySections({ tabId, attempt, siblings, onSwitch }: DeliverySectionsProps) {
  const [section, setSection] = useTabState<Section>(tabId, 'section', 'request');
  return (
    <Tabs<Section>
      label={words.sectionsLabel}
      selected={section}
      onSelect={setSection}
      className={styles.sections}
      items={[
        { id: 'request', label: words.sections.request, content: <RequestSection attempt={attempt} /> },
        { id: 'response', label: words.sections.response, content: <ResponseSection attempt={attempt} /> },
        { id: 'signature', label: words.sections.signature, content: <SignatureSection attempt={attempt} /> },
        { id: 'timings', label: words.sections.timings, content: <TimingsSection attempt={attempt} /> },
        {
          id: 'attempts',
          label: words.sections.attempts,
          count: siblings.length,
          content: <AttemptsSection attempts={siblings} current={attempt} onSwitch={onSwitch} />,
        },
      ]}
    />
  );
}

function RequestSection({ attempt }: { attempt: AttemptRecord }) {
  const { request } = attempt;
  return (
    <div className={styles.section}>
      <RequestLine key={attempt.id} method={request.method} url={request.url} />
      <div>
        <h3 className={styles.label}>{requestWords.headers}</h3>
        <HeaderList headers={request.headers} />
      </div>
      <div>
        <BodyView body={request.body} headers={request.headers} sha256={request.bodySha256} />
      </div>
    </div>
  );
}
