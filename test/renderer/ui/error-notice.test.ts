import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { CommandError } from '../../../core/contract/index.ts';
import { ui } from '../../../renderer/strings/ui.ts';
import { ErrorNotice } from '../../../renderer/ui/error-notice.tsx';

const shown = (error: CommandError) => renderToStaticMarkup(createElement(ErrorNotice, { title: 'Not done', error }));

it('offers technical details only where there is more to read than what it says', () => {
  const plain = shown(new CommandError('not-found', 'This window uses “Staging” now.'));
  expect(plain).toContain('This window uses');
  expect(plain).not.toContain(ui.technicalDetails);
  const detailed = shown(new CommandError('disk-error', 'It could not be saved.', { details: 'EIO: i/o error' }));
  expect(detailed).toContain(ui.technicalDetails);
  expect(detailed).toContain('disk-error\nIt could not be saved.\nEIO: i/o error');
});
