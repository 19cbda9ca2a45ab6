import styles from './placeholder-text.module.css';

/** A template of the scheme language, its placeholders marked and its line breaks written out. */
export function PlaceholderText({ text }: { text: string }) {
  return (
    <>
      {text.split(/(\{[^{}]+\})/).map((part, index) => {
        const isPlaceholder = part.startsWith('{') && part.endsWith('}');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity
          <span key={index} className={isPlaceholder ? styles.placeholder : undefined}>
            {part.replaceAll('\n', '\\n')}
          </span>
        );
      })}
    </>
  );
}
