import type { ReceivedRequest } from '../../../core/contract/index.ts';
import { clientCertificates as words } from '../../strings/client-certificates.ts';
import { formatExact } from '../../ui/format.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import inspector from '../deliveries/inspector.module.css';

/** Which client certificate came with a request, and what was thought of it; nothing where none was asked for. */
export function ShownCertificateLine({ shown }: { shown: ReceivedRequest['clientCertificate'] }) {
  if (shown === null) return null;
  if (shown === 'none') return <StatusBadge status="skipped" text={words.noneShown} />;
  const { subject, issuer, validToMs, problem } = shown;
  return (
    <>
      <StatusBadge status={problem === null ? 'valid' : 'invalid'} text={words.shown(subject)} />
      <p className={problem === null ? inspector.muted : undefined}>
        {problem === null ? null : `${words.problems[problem]}; `}
        {words.shownFacts(issuer, formatExact(validToMs).slice(0, 10))}
      </p>
    </>
  );
}
