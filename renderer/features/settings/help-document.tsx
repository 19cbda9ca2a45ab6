import type { CommandKeys } from '../../commands/command.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { isMac, keysText } from '../../commands/keys.ts';
import { editorKeys } from '../../editor/editor-keys.ts';
import { settings as words } from '../../strings/settings.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './settings.module.css';

/** Every command and every key of the editor, from the same tables that make them work. */
export function HelpDocument() {
  const commands = useCommands();
  const listed = commands.all().filter((command) => command.keys !== undefined && command.id !== 'zoom.inPlus');
  const groups = [...new Set(listed.map((command) => command.group))];
  return (
    <div className={styles.document}>
      <div className={classNames(styles.page, styles.wide)}>
        <header>
          <h2 className={styles.heading}>{words.help}</h2>
          <p className={styles.quiet}>{words.helpHint}</p>
        </header>
        <div className={styles.helpColumns}>
          {groups.map((group) => (
            <HelpGroup
              key={group}
              title={group}
              rows={listed.filter((command) => command.group === group).map(({ keys, title }) => [keysOf(keys), title])}
            />
          ))}
          <HelpGroup title={words.inEditors} rows={editorKeys.map(({ keys, title }) => [keysOf(keys), title])} />
          <HelpGroup title={words.inLists} rows={words.listKeys} />
        </div>
      </div>
    </div>
  );
}

function keysOf(keys: CommandKeys | undefined): string {
  return keys === undefined ? '' : keysText(keys, isMac);
}

function HelpGroup({ title, rows }: { title: string; rows: readonly (readonly [keys: string, title: string])[] }) {
  return (
    <section className={styles.helpGroup}>
      <h3>{title}</h3>
      {rows.map(([keys, what]) => (
        <div key={what} className={styles.helpRow}>
          <span>{what}</span>
          <kbd>{keys}</kbd>
        </div>
      ))}
    </section>
  );
}
