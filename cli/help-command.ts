import type { Command } from 'commander';

/** `help [command]` in place of commander's own, which prints the general help for a name that it does not know. */
export function addHelpCommand(parent: Command): void {
  parent
    .helpCommand(false)
    .command('help')
    .argument('[command...]', 'Whose help; of none, the help of all.')
    .description('Print the help of a command.')
    .helpOption('-h, --help', 'Print this help.')
    .action((names: readonly string[]) => {
      let found = parent;
      for (const name of names) {
        const inner = found.commands.find((command) => command.name() === name);
        if (inner === undefined) return found.error(`error: unknown command '${names.join(' ')}'`);
        found = inner;
      }
      found.help();
    });
}
