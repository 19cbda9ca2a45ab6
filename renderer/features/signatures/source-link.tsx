import styles from './lab.module.css';

/** A page outside: the desktop hands it to the system's browser, a browser opens it beside this window. */
export function SourceLink({ url }: { url: string }) {
  if (!/^https?:\/\//.test(url)) return <span>{url}</span>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className={styles.link}
      onClick={(event) => {
        const { hookbench } = window;
        if (hookbench === undefined) return;
        event.preventDefault();
        void hookbench.openExternal(url).catch(() => undefined);
      }}
    >
      {url}
    </a>
  );
}
