// The catalogue, one object per feature. Features of their own files import their part directly.
export { commands } from './commands.ts';
export { projects } from './projects.ts';
export { settings } from './settings.ts';
export { shell } from './shell.ts';
export { ui } from './ui.ts';
