import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { tallyText } from '../../core/contract/index.ts';
import { ui } from '../strings/ui.ts';
import { classNames } from './class-names.ts';
import styles from './tabs.module.css';

export interface TabItem<T extends string = string> {
  id: T;
  label: string;
  /** Such as how many headers there are. */
  count?: number;
  /** A `FindingCount`, or what gives one. */
  findings?: ReactNode;
  content: ReactNode;
}
interface TabsProps<T extends string> {
  label: string;
  items: readonly TabItem<T>[];
  selected: T;
  onSelect: (id: T) => void;
  /** Every panel has something in it that takes the focus: see `PanelWithControls`. */
  haveControls?: boolean;
  /** Panels that are not selected stay mounted (editors keep their state). */
  isKeptMounted?: boolean;
  /** At the right end of the tab row. */
  aside?: ReactNode;
  className?: string | undefined;
}

/** Sections of one document. Errors are counted on their tab. */
export function Tabs<T extends string>({
  label,
  items,
  selected,
  onSelect,
  haveControls,
  isKeptMounted,
  aside,
  className,
}: TabsProps<T>) {
  return (
    <AriaTabs
      className={classNames(styles.tabs, className)}
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(key as T)}
    >
      <div className={styles.row}>
        <TabList aria-label={label} className={classNames(styles.list)}>
          {items.map((item) => (
            <Tab key={item.id} id={item.id} className={classNames(styles.tab)}>
              {item.label}
              {item.count ? <span className={styles.count}>{item.count}</span> : null}
              {item.findings}
            </Tab>
          ))}
        </TabList>
        {aside === undefined ? null : <div className={styles.aside}>{aside}</div>}
      </div>
      {items.map((item) => (
        <TabPanel
          key={item.id}
          id={item.id}
          shouldForceMount={isKeptMounted === true}
          className={classNames(styles.panel)}
          {...(haveControls === true ? { render: PanelWithControls } : {})}
        >
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

interface FindingCountProps {
  count: number;
  isMore?: boolean;
  /** `warning`: there are no errors among them. */
  tone?: 'error' | 'warning';
}

/** How many errors, or errors and warnings, there are in a section; nothing when there are none. */
export function FindingCount({ count, isMore = false, tone = 'error' }: FindingCountProps) {
  if (count === 0) return null;
  const shown = tallyText({ count, isMore });
  return (
    <span className={classNames(styles.findings, styles[tone])} role="img" aria-label={ui.problemCount(shown)}>
      {shown}
    </span>
  );
}

/**
 * A panel without controls takes the focus itself. To know whether it has some, React Aria looks through it after every change
 * of the document below, which an editor makes several of with each key. Here it is given an empty element to watch instead.
 */
function PanelWithControls({ ref, children, tabIndex: _none, ...props }: ComponentPropsWithRef<'div'>) {
  return (
    <div {...props}>
      <div ref={ref} hidden />
      {children}
    </div>
  );
}
