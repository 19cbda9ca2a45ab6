import { Copy, Download } from 'lucide-react';
import { type NegativeCaseResult, type SuiteReport, suiteReportFormats } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { commands as commandWords } from '../../strings/commands.ts';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { useCopy } from '../../ui/copy-text.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { saveFile } from '../../ui/save-file.ts';

interface SuiteReportMenusProps {
  schemeName: string;
  target: string;
  results: readonly NegativeCaseResult[];
}

/** The suite's results to take away: for continuous integration, for programs, for people. */
export function SuiteReportMenus({ schemeName, target, results }: SuiteReportMenusProps) {
  const app = useApp();
  const { copy } = useCopy();
  const entries = (use: (report: SuiteReport) => void) =>
    suiteReportFormats.map((format) => ({
      id: format,
      label: signatures.suiteFormats[format],
      onAction: () =>
        void app.engine
          .call('signatures.suiteReport', { schemeName, target, results: [...results], format })
          .then(use, (cause: unknown) => app.fail(commandWords.notDone, cause)),
    }));
  return (
    <>
      <MenuButton label={signatures.suiteCopy} entries={entries(({ text }) => copyAndSay(text))}>
        <Button icon={Copy}>{signatures.suiteCopy}</Button>
      </MenuButton>
      <MenuButton
        label={signatures.suiteSave}
        entries={entries(({ fileName, text, mediaType }) => saveFile(fileName, text, mediaType))}
      >
        <Button icon={Download}>{signatures.suiteSave}</Button>
      </MenuButton>
    </>
  );

  function copyAndSay(text: string): void {
    copy(text);
    app.toast(signatures.suiteCopied);
  }
}
