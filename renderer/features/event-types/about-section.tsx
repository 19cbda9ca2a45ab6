import { eventTypes as words } from '../../strings/event-types.ts';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { EventTypePart } from './event-type-part.ts';
import styles from './event-types.module.css';
import { MarkdownText } from './markdown-text.tsx';
import { RenameForm } from './rename-form.tsx';

/** What is said about the event type, what it is called, and what names it. */
export function AboutSection({ tab, value, update, editing }: EventTypePart) {
  return (
    <div className={styles.about}>
      <section className={styles.aboutColumn} aria-label={words.description}>
        <TextField
          label={words.description}
          hint={words.descriptionHint}
          rows={8}
          value={value.description}
          onChange={(description) => update({ description })}
          onBlur={() => void editing.flush()}
        />
        <h3 className={styles.sourceTitle}>{words.shown}</h3>
        {value.description.trim() === '' ? (
          <p className={styles.quiet}>{words.noDescription}</p>
        ) : (
          <MarkdownText text={value.description} />
        )}
        <Switch
          label={words.isDeprecated}
          isSelected={value.isDeprecated === true}
          onChange={(isDeprecated) =>
            update(({ isDeprecated: _, ...rest }) => (isDeprecated ? { ...rest, isDeprecated } : rest))
          }
        />
      </section>
      <RenameForm name={tab.key} />
    </div>
  );
}
