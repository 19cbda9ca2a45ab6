import { compareTexts, type TextsToCompare } from './compare-texts.ts';

self.addEventListener('message', ({ data }: MessageEvent<TextsToCompare>) => self.postMessage(compareTexts(data)));
