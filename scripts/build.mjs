// Builds renderer, Node side and preload into dist/. `--all` builds even what is up to date.
import { buildStale } from './build-targets.mjs';

await buildStale({ isForced: process.argv.includes('--all') });
