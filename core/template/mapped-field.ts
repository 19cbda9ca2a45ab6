import type { SourceSpan } from './source-map.ts';

/** What one text of the request rendered to, with where every part of it came from. */
export interface MappedField {
  /** `url`, `headers.2`, `body`, … */
  field: string;
  /** As it goes into the request: the URL and headers trimmed, the body as its bytes say. */
  output: string;
  spans: SourceSpan[];
}
