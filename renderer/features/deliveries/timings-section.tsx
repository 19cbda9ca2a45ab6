import { CircleX } from 'lucide-react';
import type { AttemptRecord } from '../../../core/contract/index.ts';
import requestStyles from '../../request/request.module.css';
import { deliveries as words } from '../../strings/deliveries.ts';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { formatDuration, formatExact } from '../../ui/format.ts';
import styles from './inspector.module.css';
import { layOutPhases, type PhaseName } from './phases.ts';

/** Phases in which somebody else is waited for. */
const waits: ReadonlySet<PhaseName> = new Set(['queueMs', 'firstByteMs']);

/** Where the time of one attempt went. */
export function TimingsSection({ attempt }: { attempt: AttemptRecord }) {
  return (
    <div className={styles.section}>
      <div className={styles.phases}>
        {layOutPhases(attempt).map((phase) => (
          <PhaseRow
            key={phase.name}
            name={phase.name}
            durationMs={phase.durationMs}
            isCut={phase.isCut}
            from={phase.from}
            length={phase.length}
          />
        ))}
        <strong>{words.total}</strong>
        <span />
        <strong className={styles.number}>{formatDuration(attempt.timings.totalMs)}</strong>
      </div>
      <dl className={requestStyles.facts}>
        <dt>{words.startedAt}</dt>
        <dd>{formatExact(attempt.startedAtMs)}</dd>
        <dt>{words.remoteAddress}</dt>
        <dd className={requestStyles.mono}>{attempt.remoteAddress ?? words.unknownAddress}</dd>
        {attempt.isSocketReused === null ? null : (
          <>
            <dt>{words.socket}</dt>
            <dd>{attempt.isSocketReused ? words.socketReused : words.socketNew}</dd>
          </>
        )}
        <dt>{words.channel}</dt>
        <dd>{attempt.channel}</dd>
        <dt>{words.messageId}</dt>
        <dd>
          <CopyChip text={attempt.messageId} what={words.messageId.toLowerCase()} />
        </dd>
        <dt>{words.attemptId}</dt>
        <dd>
          <CopyChip text={attempt.id} what={words.attemptId.toLowerCase()} />
        </dd>
      </dl>
    </div>
  );
}

interface PhaseRowProps {
  name: PhaseName;
  durationMs: number | null;
  isCut: boolean;
  from: number;
  length: number;
}

function PhaseRow({ name, durationMs, isCut, from, length }: PhaseRowProps) {
  // A phase too short to see is still drawn, at the right end too.
  const width = durationMs === null ? 0 : Math.max(length * 1000, 4);
  return (
    <>
      <span>{words.phases[name]}</span>
      <svg className={styles.phaseTrack} viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.track} x="0" y="6" width="1000" height="2" />
        <rect
          className={isCut ? styles.cut : waits.has(name) ? styles.wait : styles.phase}
          x={Math.min(from * 1000, 1000 - width)}
          y="1"
          width={width}
          height="12"
        />
      </svg>
      {durationMs !== null && isCut ? (
        <span className={styles.cutNumber} title={words.cutPhase(formatDuration(durationMs))}>
          <CircleX size="0.875rem" role="img" aria-label={words.cut} />
          {formatDuration(durationMs)}
        </span>
      ) : (
        <span className={styles.number}>{durationMs === null ? words.notMeasured : formatDuration(durationMs)}</span>
      )}
    </>
  );
}
