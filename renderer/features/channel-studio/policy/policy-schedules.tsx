import { useMemo } from 'react';
import { attemptOffsetsMs, type Catalogue, type DeliveryPolicy } from '../../../../core/contract/index.ts';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { classNames } from '../../../ui/class-names.ts';
import { formatDuration } from '../../../ui/format.ts';
import { createPolicyAxis, type PolicyAxis } from './policy-axis.ts';
import styles from './policy-schedules.module.css';

interface PolicySchedulesProps {
  presets: Catalogue['policies'];
  /** Key of the preset that the channel has; null = `own` is what it has. */
  chosen: string | null;
  own: DeliveryPolicy | null;
}

/** When each policy attempts a message that fails every time, all of them on one axis; the channel's own stands out. */
export function PolicySchedules({ presets, chosen, own }: PolicySchedulesProps) {
  const rows = useMemo(() => {
    const known = presets.map(({ key, policy }) => ({ key, policy }));
    return own === null ? known : [{ key: '', policy: { ...own, name: channelStudio.ownPolicy } }, ...known];
  }, [presets, own]);
  const axis = useMemo(() => createPolicyAxis(rows.map(({ policy }) => policy)), [rows]);
  return (
    <section className={styles.section} aria-label={channelStudio.schedules}>
      <h3>{channelStudio.schedules}</h3>
      <p className={styles.hint}>{channelStudio.schedulesHint}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{channelStudio.preset}</th>
            <th scope="col" className={styles.time}>
              <span className={styles.marks}>
                {axis.marks.map(({ label, place }) => (
                  <span key={label} style={{ left: `${place * 100}%` }}>
                    {label}
                  </span>
                ))}
              </span>
              <span className={styles.spoken}>{channelStudio.scheduleAxis}</span>
            </th>
            <th scope="col" className={styles.number}>
              {channelStudio.scheduleAttempts}
            </th>
            <th scope="col" className={styles.number}>
              {channelStudio.scheduleSpan}
            </th>
            <th scope="col" className={classNames(styles.number, styles.wide)}>
              {channelStudio.timeout}
            </th>
            <th scope="col" className={styles.wide}>
              {channelStudio.scheduleFinal}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, policy }) => (
            <Schedule key={key} policy={policy} axis={axis} isChosen={own === null ? key === chosen : key === ''} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ScheduleProps {
  policy: DeliveryPolicy;
  axis: PolicyAxis;
  isChosen: boolean;
}

function Schedule({ policy, axis, isChosen }: ScheduleProps) {
  const offsets = attemptOffsetsMs(policy);
  const last = offsets.at(-1) ?? 0;
  const spoken = offsets.map((offset) => (offset === 0 ? channelStudio.atOnce : formatDuration(offset))).join(', ');
  const finals = policy.finalStatuses.length === 0 ? channelStudio.noFinalStatus : policy.finalStatuses.join(', ');
  return (
    <tr aria-current={isChosen || undefined} className={classNames(isChosen && styles.chosen)}>
      <th scope="row" title={policy.description}>
        {policy.name}
      </th>
      <td className={styles.time} title={channelStudio.attemptsAfter(spoken)}>
        <svg className={styles.line} role="img" aria-label={channelStudio.attemptsAfter(spoken)}>
          <line x1="0" x2="100%" y1="50%" y2="50%" />
          {offsets.map((offset, index) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: attempts have no identity but their number
              key={index}
              x={`${axis.placeOf(offset) * 100}%`}
              y="0"
              width="2"
              height="100%"
            />
          ))}
        </svg>
      </td>
      <td className={styles.number}>{policy.maxAttempts}</td>
      <td className={styles.number}>{last === 0 ? channelStudio.atOnce : formatDuration(last)}</td>
      <td className={classNames(styles.number, styles.wide)}>{formatDuration(policy.timeoutMs)}</td>
      <td className={classNames(styles.wide, styles.final)} title={finals}>
        {finals}
      </td>
    </tr>
  );
}
