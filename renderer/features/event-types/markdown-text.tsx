import { Fragment, useMemo } from 'react';
import styles from './event-types.module.css';
import { type Block, type Inline, readMarkdown } from './markdown.ts';

/** Markdown as it reads. Links show where they lead and are not followed: descriptions come from anywhere. */
export function MarkdownText({ text }: { text: string }) {
  const blocks = useMemo(() => readMarkdown(text), [text]);
  return (
    <div className={styles.markdown}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
        <BlockText key={index} block={block} />
      ))}
    </div>
  );
}

function BlockText({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h4>
          <Line content={block.content} />
        </h4>
      );
    case 'paragraph':
      return (
        <p>
          <Line content={block.content} />
        </p>
      );
    case 'code':
      return <pre>{block.text}</pre>;
    case 'list': {
      const items = block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
        <li key={index}>
          <Line content={item} />
        </li>
      ));
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

function Line({ content }: { content: readonly Inline[] }) {
  return content.map((piece, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
    return <Fragment key={index}>{inline(piece)}</Fragment>;
  });
}

function inline(piece: Inline) {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'strong':
      return <strong>{piece.text}</strong>;
    case 'emphasis':
      return <em>{piece.text}</em>;
    case 'code':
      return <code>{piece.text}</code>;
    case 'link':
      return <span title={piece.url}>{`${piece.text} (${piece.url})`}</span>;
  }
}
