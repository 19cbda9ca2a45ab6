import { expect, test } from 'vitest';
import type { AttemptSummary } from '../../../../core/contract/index.ts';
import { unansweredUrls } from '../../../../renderer/features/runs/unanswered-urls.ts';
import { attempt } from '../deliveries/fixtures.ts';

const to = (path: string, part: Partial<AttemptSummary>) =>
  attempt({ sequence: 1, endpoint: `http://127.0.0.1:47101${path}`, ...part });

test('the last attempts that were refused, or met a port where only others listen', () => {
  const refused = { status: null, failureKind: 'connection-refused', verdict: 'retry' } as const;
  const rows = [
    { attempts: [to('/gone', refused), to('/gone', refused)] },
    { attempts: [to('/gone', refused)] },
    { attempts: [to('/back', refused), to('/back', { status: 200 })] },
    { attempts: [to('/other', { status: 404, verdict: 'final' })] },
    { attempts: [to('/slow', { status: null, failureKind: 'headers-timeout' })] },
    { attempts: [] },
  ];
  expect(unansweredUrls(rows)).toEqual(['http://127.0.0.1:47101/gone', 'http://127.0.0.1:47101/other']);
});
