import { describe, expect, it } from 'vitest';
import { bodyOf, refusalOf } from './template-fixture.ts';

const winter = '2024-01-01T00:30:00Z';

describe('date filters', () => {
  it.each([
    // Daylight saving time: New York changes on 2024-03-10 at 07:00 UTC and back on 2024-11-03 at 06:00 UTC.
    ['"2024-03-10T06:59:59Z" | date: "%F %T %Z %z", "America/New_York"', '2024-03-10 01:59:59 EST -0500'],
    ['"2024-03-10T07:00:00Z" | date: "%F %T %Z %:z", "America/New_York"', '2024-03-10 03:00:00 EDT -04:00'],
    ['"2024-11-03T05:30:00Z" | timezone: "America/New_York"', '2024-11-03T01:30:00-04:00'],
    ['"2024-11-03T06:30:00Z" | timezone: "America/New_York"', '2024-11-03T01:30:00-05:00'],
    [`"${winter}" | timezone: "America/New_York"`, '2023-12-31T19:30:00-05:00'],
    [`"${winter}" | timezone: "Asia/Kolkata"`, '2024-01-01T06:00:00+05:30'],
    [`"${winter}" | timezone: "America/New_York" | date: "%H:%M"`, '19:30'],
    ['"2024-07-01 19:37:15.505117Z" | date: "%Y %L"', '2024 505'],
    ['"2024-07-01 19:37:15" | date: "%s"', '1719862635'],
    ['"2024-02-30" | date: "%F"', '2024-02-30'],
    ['"March 14, 2016" | date: "%b %d, %y"', 'Mar 14, 16'],
    ['"Thu, 01 Jan 1970 00:00:10 GMT" | date: "%s"', '10'],
    ['1152098955 | date: "%m/%d/%Y"', '07/05/2006'],
    ['"1152098955" | date: "%Y"', '2006'],
    ['"not a date" | date: "%Y"', 'not a date'],
    ['nil | date: "%Y"', ''],
    ['"now" | date: "%FT%T%:z"', '2023-11-14T22:13:20+00:00'],
    ['"today" | timezone: "Europe/Berlin"', '2023-11-14T23:13:20+01:00'],
    [
      '"2024-12-31T05:06:07Z" | date: "%-d|%e|%^a|%j|%U|%W|%u|%I|%l|%p|%P|%C|%y|%N|%3N|%q"',
      '31|31|TUE|366|52|53|2|05| 5|AM|am|20|24|000000000|000|st',
    ],
    ['"2023-03-01" | date: "%j %_m %05d %Q %%"', '060  3 00001 %Q %'],
    ['"2023-12-31T19:30:45Z" | format_date_in_locale: "en-US"', '12/31/23'],
    ['"2023-12-31T19:30:45Z" | format_date_in_locale: "en-US", "full"', 'Sunday, December 31, 2023'],
    ['"2023-12-31T19:30:45Z" | format_date_in_locale: "en-GB", "short"', '31/12/2023'],
    ['"2023-12-31T14:30:45Z" | format_datetime_in_locale: "en-GB", "short", "short"', '31/12/2023, 14:30'],
    [
      '"2023-12-31T14:30:45-05:00" | format_datetime_in_locale: "en-US", "medium", "medium"',
      'Dec 31, 2023, 2:30:45 PM',
    ],
    ['"2023-12-31T14:30:45Z" | format_datetime_in_locale: "en-US", "short", "long"', '12/31/23, 2:30:45 PM UTC'],
  ])('{{ %s }}', (expression, output) => {
    expect(bodyOf(`{{ ${expression} }}`)).toBe(output);
  });

  it('names a zone and a style that do not exist', () => {
    expect(refusalOf(`{{ "${winter}" | date: "%F", "Mars/Base" }}`)[0]?.message).toContain(
      '"Mars/Base" is not a time zone',
    );
    expect(refusalOf(`{{ "${winter}" | format_date_in_locale: "en", "tiny" }}`)[0]?.message).toContain(
      '"tiny" is not a date style',
    );
  });

  it('cannot be made to pad without end', () => {
    expect(bodyOf(`{{ "${winter}" | date: "%999999999d" }}`)).toHaveLength(200);
  });
});
