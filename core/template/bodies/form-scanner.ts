/** Something in a form that its reader takes otherwise than it looks. Offsets count characters. */
export interface FormFault {
  message: string;
  hint: string;
  offset: number;
  end: number;
}

/** More findings of one body than this help nobody. */
const faultLimit = 20;

// The last looks back only from a "=": from every character it would take quadratic time.
const suspicious = /%(?![0-9A-Fa-f]{2})|[\r\n]+|[ \t]+|[^\x20-\x7e]+|["<>\\^`{|}]|&(?=&|$)|=(?<==[^&=]*=)/g;

/**
 * What is wrong with a body of `application/x-www-form-urlencoded` (WHATWG URL, 5.1: names and values percent-encoded,
 * joined by "=" and "&"). Readers take any bytes, so nothing here keeps the body from being sent. At most 20 findings.
 */
export function scanForm(text: string): FormFault[] {
  const faults: FormFault[] = [];
  suspicious.lastIndex = 0;
  for (let match = suspicious.exec(text); match !== null; match = suspicious.exec(text)) {
    if (faults.length === faultLimit) break;
    const [found] = match;
    faults.push({
      ...wordsOf(found, match.index + found.length === text.length),
      offset: match.index,
      end: match.index + found.length,
    });
  }
  return faults;
}

const encodeHint = 'Print values with "| url_encode".';

function wordsOf(found: string, isLast: boolean): Pick<FormFault, 'message' | 'hint'> {
  const [first = ''] = found;
  if (first === '%')
    return { message: '"%" without two hexadecimal digits', hint: `${encodeHint} A percent sign is %25.` };
  if (first === '\r' || first === '\n') {
    return isLast
      ? {
          message: 'The line break at the end belongs to the last value',
          hint: 'Remove it, for instance with {%- comment -%}{%- endcomment -%} at the end of the template.',
        }
      : { message: 'A line break, which belongs to a value', hint: `Write the form on one line. ${encodeHint}` };
  }
  if (first === ' ' || first === '\t')
    return { message: 'A blank that is not encoded', hint: `${encodeHint} A blank is "+" or %20.` };
  if (first === '&') return { message: 'A pair without a name', hint: 'Remove one "&".' };
  if (first === '=')
    return { message: 'A second "=" in one pair', hint: `${encodeHint} An equals sign in a value is %3D.` };
  return { message: `"${found.slice(0, 20)}" is not encoded`, hint: encodeHint };
}
