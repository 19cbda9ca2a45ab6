import { describe, expect, it } from 'vitest';
import { type Clock, clockLayout } from '../../../../renderer/features/signatures/clock-layout.ts';

const clock = (ageSeconds: number, past: number | null = 300, future: number | null = 300): Clock => ({
  stamp: '1700000000',
  stampMs: 1_700_000_000_000,
  nowMs: 1_700_000_000_000 + ageSeconds * 1000,
  ageSeconds,
  tolerancePastSeconds: past,
  toleranceFutureSeconds: future,
});

describe('clockLayout', () => {
  it('puts the clock between the bounds when it is', () => {
    const layout = clockLayout(clock(100));
    expect(layout).toMatchObject({ isAccepted: true, isCut: false, stamp: 0.5 });
    expect(layout?.now).toBeGreaterThan(layout?.stamp ?? 1);
    expect(layout?.now).toBeLessThan(layout?.to ?? 0);
  });
  it.each([301, -301])('puts it outside at %i s, to scale', (age) => {
    const layout = clockLayout(clock(age));
    expect(layout).toMatchObject({ isAccepted: false, isCut: false });
    expect((layout?.now ?? 0.5) > (layout?.to ?? 1) || (layout?.now ?? 0.5) < (layout?.from ?? 0)).toBe(true);
  });
  it('cuts what is years away, so that the tolerance can still be seen', () => {
    const layout = clockLayout(clock(86_400 * 365));
    expect(layout).toMatchObject({ isAccepted: false, isCut: true });
    expect((layout?.to ?? 0) - (layout?.from ?? 0)).toBeGreaterThan(0.1);
  });
  it('leaves an open side open', () => {
    expect(clockLayout(clock(-9000, 300, null))).toMatchObject({ isAccepted: true, from: 0 });
    expect(clockLayout(clock(9000, null, 5))).toMatchObject({ isAccepted: true, to: 1 });
  });
  it('draws nothing without a stamp', () => {
    expect(clockLayout({ ...clock(0), stamp: null, stampMs: null, ageSeconds: null })).toBeNull();
  });
});
