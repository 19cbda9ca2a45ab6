import { signatures } from '../../strings/signatures.ts';
import { classNames } from '../../ui/class-names.ts';
import { formatDuration, formatExact } from '../../ui/format.ts';
import { type Clock, clockLayout } from './clock-layout.ts';
import styles from './clock-line.module.css';

const width = 480;
const lineY = 30;

/** The stamp, the receiver's clock, and between which times it may stand. */
export function ClockLine({ clock }: { clock: Clock }) {
  const layout = clockLayout(clock);
  const { ageSeconds, stamp, stampMs, nowMs } = clock;
  if (layout === null || ageSeconds === null || stampMs === null) {
    return <p className={styles.muted}>{signatures.clockNoStamp}</p>;
  }
  const distance = formatDuration(Math.abs(ageSeconds) * 1000);
  const age = ageSeconds >= 0 ? signatures.clockBehind(distance) : signatures.clockAhead(distance);
  const sentence = layout.isAccepted ? signatures.clockWithin(age) : signatures.clockOutside(age);
  const x = (place: number) => place * width;
  const anchor = (place: number) => (place < 0.15 ? 'start' : place > 0.85 ? 'end' : 'middle');
  return (
    <div className={styles.clock}>
      <p className={layout.isAccepted ? styles.within : styles.outside}>{sentence}</p>
      <svg
        viewBox={`0 0 ${width} 64`}
        role="img"
        aria-label={signatures.clockLabel(sentence)}
        className={styles.drawing}
      >
        <rect
          x={x(layout.from)}
          y={lineY - 6}
          width={x(layout.to) - x(layout.from)}
          height={12}
          rx={2}
          className={styles.tolerance}
        />
        <line x1={0} x2={width} y1={lineY} y2={lineY} className={styles.axis} />
        <line x1={x(layout.stamp)} x2={x(layout.stamp)} y1={lineY - 10} y2={lineY + 10} className={styles.stamp} />
        <text x={x(layout.stamp)} y={lineY - 15} textAnchor={anchor(layout.stamp)} className={styles.label}>
          {signatures.clockStamp}
        </text>
        <circle
          cx={x(layout.now)}
          cy={lineY}
          r={5}
          className={classNames(styles.now, layout.isAccepted ? styles.nowWithin : styles.nowOutside)}
        />
        <text x={x(layout.now)} y={lineY + 24} textAnchor={anchor(layout.now)} className={styles.label}>
          {layout.isCut ? signatures.clockNowCut : signatures.clockNow}
        </text>
      </svg>
      <dl className={styles.times}>
        <dt>{signatures.clockStamp}</dt>
        <dd>
          <code>{stamp}</code> {formatExact(stampMs)}
        </dd>
        <dt>{signatures.clockNow}</dt>
        <dd>{formatExact(nowMs)}</dd>
        <dt>{signatures.clockAccepted}</dt>
        <dd>
          {boundWords(clock.tolerancePastSeconds, signatures.tolerancePast, signatures.tolerancePastAny)},{' '}
          {boundWords(clock.toleranceFutureSeconds, signatures.toleranceFuture, signatures.toleranceFutureAny)}
        </dd>
      </dl>
    </div>
  );
}

function boundWords(seconds: number | null, bounded: (seconds: number) => string, unbounded: string): string {
  return seconds === null ? unbounded : bounded(seconds);
}
