import { code, comment, indent, singleQuoted as quoted } from './code-writer.ts';
import { type Dialect, helperLines, snakeCase, stepLines } from './dialect.ts';
import { rubyHelpers, rubyRequires } from './ruby-helpers.ts';
import type { VerifierPlan } from './verifier-plan.ts';

export function rubyVerifier(plan: VerifierPlan): string {
  const { scheme, given } = plan;
  const extra = `${given.has('method') ? ', method:' : ''}${given.has('url') ? ', url:' : ''}`;
  return code(
    '# frozen_string_literal: true',
    '',
    ...comment(`Verifies webhooks signed by: ${scheme.name}.`, '# '),
    ...comment(plan.words, '# '),
    rubyRequires(plan),
    '',
    'module Webhook',
    '  class Error < StandardError; end',
    '',
    '  extend self',
    '',
    '  # Raises Webhook::Error unless the request was signed with one of the secrets. Headers: names in lower case, several',
    '  # values of one header joined with ", ". Body: the raw bytes, before anything parses them.',
    `  def verify(headers:, body:, secrets:${extra}, now: Time.now)`,
    indent(stepLines(plan.steps, dialect), '    '),
    '  end',
    '',
    '  private',
    indent(helperLines(plan, rubyHelpers), '  '),
    'end',
  );
}

const dialect: Dialect = {
  indent: '  ',
  text: (text) => (text.includes('\n') ? JSON.stringify(text).replaceAll('#', '\\#') : quoted(text)),
  name: snakeCase,
  call: (helper, inputs) => `${nameOf(helper)}(${[...inputs, ...(helper === 'checkTime' ? ['now'] : [])].join(', ')})`,
  list: (items) => `[${items.join(', ')}]`,
  let: (name, _type, value) => [`${name} = ${value}`],
  equal: (left, right, message) => [`raise Error, ${quoted(message)} unless ${left} == ${right}`],
  run: (call) => [call],
  each: (items, body) => [`${items}.each do |item|`, ...body, 'end'],
  bytes: (piece) => `${piece}.b`,
  joined: (pieces) => (pieces.length === 0 ? "''" : pieces.join(' + ')),
  signed: (contents) => [
    `raise Error, 'the signature does not match' unless signed?(${['secrets', 'signatures', ...contents].join(', ')})`,
  ],
};

/** Lists and texts have methods of some of these names; a module's own are told apart by being called without one. */
function nameOf(helper: string): string {
  return helper === 'required' ? 'required_header' : snakeCase(helper);
}

export function rubyServer({ given }: VerifierPlan): string {
  const url = "origin + env['PATH_INFO'].to_s + (env['QUERY_STRING'].to_s.empty? ? '' : '?' + env['QUERY_STRING'])";
  const extra = `${given.has('method') ? ", method: env['REQUEST_METHOD']" : ''}${given.has('url') ? `, url: ${url}` : ''}`;
  return code(
    '# frozen_string_literal: true',
    '',
    "require_relative 'verify_webhook'",
    '',
    '# The previous secret is set only while secrets are being changed.',
    "SECRETS = [ENV['WEBHOOK_SECRET'], ENV['WEBHOOK_SECRET_PREVIOUS']].compact",
    "raise 'Set WEBHOOK_SECRET.' if SECRETS.empty?",
    '',
    'run(lambda do |env|',
    '  # The raw bytes: parse them after they have been verified.',
    "  body = env['rack.input']&.read.to_s",
    "  headers = env.select { |name, _| name.start_with?('HTTP_') }.transform_keys { |name| name[5..].downcase.tr('_', '-') }",
    "  headers['content-type'] = env['CONTENT_TYPE'].to_s",
    given.has('url') && "  origin = ENV['PUBLIC_ORIGIN'] || env['rack.url_scheme'] + '://' + env['HTTP_HOST'].to_s",
    `  Webhook.verify(headers: headers, body: body, secrets: SECRETS${extra})`,
    '  [204, {}, []]',
    'rescue Webhook::Error',
    '  [401, {}, []]',
    'end)',
  );
}
