import type { LanguageItem } from '../template-types.ts';
import { item } from './catalogue-item.ts';

/** Filters that Knock adds to Liquid (knock.md 4.1). */
export const knockFilterItems: readonly LanguageItem[] = [
  item(
    'value | compare_versions: version',
    'Compares semantic versions: -1, 0 or 1.',
    '{{ "1.10.0" | compare_versions: "1.9.3" }} → 1',
  ),
  item(
    'value | currency: code?, locale?',
    'Money with two decimals; US dollars when no code is given.',
    '{{ 10 | currency: "GBP", "en" }} → £10.00',
  ),
  item(
    'value | date: format, zone?',
    'Formats a time with strftime directives, in a time zone if one is given.',
    '{{ "2023-12-31T19:30:00Z" | date: "%-I:%M %p %Z", "America/New_York" }} → 2:30 PM EST',
  ),
  item('value | equals: other', 'Whether two values are the same.', '{{ "pro" | equals: "pro" }} → true'),
  item(
    'value | format_date_in_locale: locale, style?',
    "A date in a locale's form: short, medium, long or full.",
    '{{ "2023-12-31T19:30:00Z" | format_date_in_locale: "en-GB", "medium" }} → 31 Dec 2023',
  ),
  item(
    'value | format_datetime_in_locale: locale, date_style?, time_style?',
    "Date and time in a locale's form.",
    '{{ "2023-12-31T14:30:00Z" | format_datetime_in_locale: "en-US", "short", "short" }} → 12/31/23, 2:30 PM',
  ),
  item(
    'value | format_number: locale?',
    "A number with a locale's separators.",
    '{{ 10000 | format_number: "en" }} → 10,000',
  ),
  item('value | from_json', 'Reads JSON text as a value.', '{% assign o = \'{"a":1}\' | from_json %}{{ o.a }} → 1'),
  item(
    'value | hmac_sha256: key',
    'HMAC-SHA256 of a text in lower-case hex.',
    '{{ "hi" | hmac_sha256: "key" }} → 1c9dc82e5f8e5ed5a0180aad33b8204dea12fde2fb62ffb5e963035bf324a7a4',
  ),
  item(
    'list | intersect: list',
    'Items that are in both lists.',
    '{% assign a = "x,y" | split: "," %}{% assign b = "y,z" | split: "," %}{{ a | intersect: b | json }} → ["y"]',
  ),
  item(
    'value | json: indent?',
    'The value as JSON text; nil gives null.',
    '{{ "say \\"hi\\"" | json }} → "say \\"hi\\""',
  ),
  item('value | md5', 'MD5 digest in lower-case hex.', '{{ "hi" | md5 }} → 49f68a5c8493ec2c0bf489821c21fc3b'),
  item(
    'id | object: collection',
    'The object with this id; nil when there is none.',
    '{{ "project-1" | object: "projects" | json }}',
  ),
  item(
    'value | pluralize: one, many',
    'The first word for 1, otherwise the second.',
    '{{ 3 | pluralize: "task", "tasks" }} → tasks',
  ),
  item(
    'value | rounded_currency: code?, locale?',
    'Money rounded to whole units.',
    '{{ 10.99 | rounded_currency: "GBP" }} → £11',
  ),
  item(
    'value | sha256',
    'SHA-256 digest in lower-case hex.',
    '{{ "hi" | sha256 }} → 8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4',
  ),
  item('id | subscriptions', 'The first 25 subscriptions of a user.', '{{ "user-1" | subscriptions | json }}'),
  item('id | tenant', 'The tenant with this id; nil when there is none.', '{{ "acme" | tenant | json }}'),
  item(
    'value | timezone: zone',
    "The same instant with another zone's clock, as ISO text.",
    '{{ "2024-01-01T00:30:00Z" | timezone: "America/New_York" }} → 2023-12-31T19:30:00-05:00',
  ),
  item('value | titlecase', 'Every word with a capital.', '{{ "my project name" | titlecase }} → My Project Name'),
  item('id | user', 'The user with this id; nil when there is none.', '{{ "user-1" | user | json }}'),
];
