import { FlaskConical, ListPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReceivedRequest, ReceivedSummary } from '../../../core/contract/index.ts';
import { BodyView } from '../../request/body-view.tsx';
import { HeaderList } from '../../request/header-list.tsx';
import { RequestCopyMenu } from '../../request/request-copy-menu.tsx';
import { RequestLine } from '../../request/request-line.tsx';
import { SecretMask, SecretToggle } from '../../request/secret-mask.tsx';
import { SignedContentView } from '../../request/signed-content-view.tsx';
import { VerificationView } from '../../request/verification-view.tsx';
import { useApp, useIsReadOnly, useReceivers } from '../../stores/app-context.tsx';
import type { Tab } from '../../stores/session.ts';
import { useEngineQuery } from '../../stores/use-engine-query.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { requestWords, verdictWords } from '../../strings/request.ts';
import { Button } from '../../ui/button.tsx';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import inspector from '../deliveries/inspector.module.css';
import { explainReceived } from '../signatures/open-lab.ts';
import { urlAt } from '../signatures/take-captured.ts';
import { answerInFull } from './answer-words.ts';
import { makeRuleOf } from './rule-of-request.ts';
import { RulesPart } from './rules-part.tsx';
import { ShownCertificateLine } from './shown-certificate-line.tsx';

type Section = keyof typeof words.inspectorSections;

/** Beside the list of a receiver: the request that is chosen there. */
export function ReceivedPane({ tab }: { tab: Tab }) {
  const [selected] = useTabState<string>(tab.id, 'request', '');
  const [section, setSection] = useTabState<Section>(tab.id, 'inspector', 'request');
  const url = useReceivers((state) => state.states[tab.key]?.url ?? null);
  const app = useApp();
  const { engine } = app;
  const isReadOnly = useIsReadOnly();
  const query = useEngineQuery('receivers.request', selected === '' ? null : { id: selected });
  // What becomes of one that waits for its answer changes nothing of what came in.
  const [answered, setAnswered] = useState<ReceivedSummary | null>(null);
  useEffect(
    () => engine.on('receivers.answered', (summary) => summary.id === selected && setAnswered(summary)),
    [engine, selected],
  );
  // Its end may be what was missed; the whole of it is being read again.
  useEffect(() => engine.onGap(() => setAnswered(null)), [engine]);
  if (selected === '') return <EmptyState sentence={words.selectOne} />;
  if (query.error?.code === 'not-found') return <EmptyState sentence={words.requestGone} />;
  if (query.error !== null) return <ErrorNotice title={words.readFailed} error={query.error} />;
  if (query.data === undefined) return <Loading />;
  const request = answered?.id === query.data.id ? { ...query.data, ...answered } : query.data;
  return (
    <SecretMask of={request.id} texts={request.maskedTexts}>
      <section className={inspector.inspector} aria-label={words.requestTitle(request.number)}>
        <header className={inspector.headline}>
          <div className={inspector.first}>
            <h2>{words.requestTitle(request.number)}</h2>
            <span className={inspector.muted}>
              <RelativeTime timeMs={request.receivedAtMs} />, {words.from(request.remoteAddress, request.tlsVersion)},{' '}
              {answerInFull(request)}
            </span>
          </div>
          <RequestLine key={request.id} method={request.method} url={request.target} />
          <SecretToggle />
          <ShownCertificateLine shown={request.clientCertificate} />
          <Verdict request={request} />
          <div className={inspector.actions}>
            <ExplainButton request={request} />
            <CopyChip text={request.id} shown={request.id.slice(0, 8)} what={words.id} />
            <span className={inspector.spring} />
            {isReadOnly ? null : (
              <IconButton
                size="small"
                icon={ListPlus}
                label={words.makeRule}
                onPress={() => makeRuleOf(app, tab.key, request)}
              />
            )}
            <RequestCopyMenu request={{ ...request, url: urlAt(url, request.target) }} />
          </div>
        </header>
        <Tabs<Section>
          label={words.sectionsLabel}
          selected={section === 'rules' && request.rules.length === 0 ? 'request' : section}
          onSelect={setSection}
          className={inspector.sections}
          items={[
            {
              id: 'request',
              label: words.inspectorSections.request,
              content: (
                <div className={inspector.section}>
                  <div>
                    <h3 className={inspector.label}>{requestWords.headers}</h3>
                    <HeaderList headers={request.headers} />
                  </div>
                  <div>
                    <BodyView
                      body={request.body}
                      headers={request.headers}
                      sha256={request.bodySha256}
                      note={request.refusal === null ? undefined : words.notKept[request.refusal]}
                    />
                  </div>
                </div>
              ),
            },
            {
              id: 'signature',
              label: words.inspectorSections.signature,
              content: <SignaturePart request={request} />,
            },
            ...(request.rules.length === 0
              ? []
              : [
                  {
                    id: 'rules' as const,
                    label: words.inspectorSections.rules,
                    content: <RulesPart request={request} />,
                  },
                ]),
          ]}
        />
      </section>
    </SecretMask>
  );
}

function Verdict({ request }: { request: ReceivedRequest }) {
  const { verdict, verification } = request;
  if (verdict === null) return <StatusBadge status="skipped" text={words.notVerified} />;
  return (
    <>
      <StatusBadge status={verdict === 'valid' ? 'valid' : 'invalid'} text={verdictWords[verdict]} />
      {verdict === 'valid' || verification === null ? null : <p>{verification.message}</p>}
    </>
  );
}

/** The lab says what the sender did otherwise; a request without a verdict has no scheme to be looked at by. */
function ExplainButton({ request }: { request: ReceivedRequest }) {
  const app = useApp();
  if (request.verdict === null) return null;
  const explain = async (): Promise<void> => {
    try {
      await explainReceived(app, request.id);
    } catch (cause) {
      app.fail(words.readFailed, cause);
    }
  };
  return (
    <Button variant="quiet" icon={FlaskConical} onPress={() => void explain()}>
      {request.verdict === 'valid' ? words.openInLab : words.explainInLab}
    </Button>
  );
}

function SignaturePart({ request }: { request: ReceivedRequest }) {
  const { verification } = request;
  if (verification === null) {
    return (
      <div className={inspector.section}>
        <p className={inspector.muted}>
          {request.refusal === null ? words.noVerification : words.notKept[request.refusal]}
        </p>
      </div>
    );
  }
  return (
    <div className={inspector.section}>
      <VerificationView verification={verification} />
      {verification.signedContent === null ? (
        <p className={inspector.muted}>{words.noContent}</p>
      ) : (
        <div>
          <SignedContentView
            content={verification.signedContent}
            messageId={headerValue(request, 'webhook-id')}
            timestamp={verification.timestamp}
            body={request.body}
          />
        </div>
      )}
    </div>
  );
}

function headerValue({ headers }: ReceivedRequest, wanted: string): string | null {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
}
