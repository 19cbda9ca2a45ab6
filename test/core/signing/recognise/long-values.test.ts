import { expect, it } from 'vitest';
import { elementPattern } from '../../../../core/signing/element-pattern.ts';
import { parsePlaceholders } from '../../../../core/signing/placeholder-template.ts';
import { hasShape } from '../../../../core/signing/recognise/value-shape.ts';

const scheme = { algorithm: 'ecdsa-p256-sha256', encoding: 'base64', timestamp: null } as const;

it('takes no value for a signature that is longer than any', () => {
  expect(hasShape('{id}.{id}.{signature}', 'a.'.repeat(50_000), scheme)).toBe(false);
});

it('reads a list whose separator is a character of signatures', () => {
  const pattern = elementPattern(parsePlaceholders('v1 {signature}'), {
    ...scheme,
    signatureList: 'signature',
    signatureSeparator: '-',
  });
  expect(pattern('v1 ab-cd')).toEqual({ signature: 'ab-cd' });
  expect(pattern(`v1 ${'a-'.repeat(2000)}!`)).toEqual({ signature: `${'a-'.repeat(2000)}!` });
});
