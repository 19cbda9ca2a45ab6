import type { DiagnosticCode } from '../../model/index.ts';

/** What Shopify's Liquid and Knock's engine do where a finding is about more than the template's text. */
export const engineWords: Partial<Record<DiagnosticCode, { shopify: string; knock: string }>> = {
  'unknown-variable': {
    shopify: 'Shopify prints nothing for a variable that is not there.',
    knock: 'Knock prints nothing; the step fails when the body is then no JSON.',
  },
  'json-missing': {
    shopify: 'Shopify prints the text without quotes or escapes as well.',
    knock: 'Knock prints the text without quotes or escapes as well; the step fails when the body is then no JSON.',
  },
  'json-in-string': {
    shopify: 'Shopify does not escape the value either.',
    knock: 'Knock does not escape the value either.',
  },
  'filter-arguments': {
    shopify: 'Shopify reads what is no number as 0, and refuses what is no list.',
    knock: "What Knock's engine makes of it is not documented.",
  },
  'not-encoded': {
    shopify: 'Shopify does not encode the value either.',
    knock: 'Knock sends JSON only; it does not encode the value either.',
  },
  'may-be-missing': {
    shopify: 'Shopify prints nothing for nil.',
    knock: 'Knock prints nothing for nil.',
  },
  'printed-object': {
    shopify: "Shopify prints Ruby's own notation for an object and joins a list without separators.",
    knock: "Knock prints Elixir's own notation for an object.",
  },
  'not-finite': {
    shopify: 'Shopify prints "Liquid error: divided by 0" in place of the value.',
    knock: 'Knock fails the step.',
  },
  'integer-division': {
    shopify: 'Shopify divides whole numbers to a whole number, rounded down, as Hookbench does.',
    knock: 'Knock checks with LiquidJS, which gives decimals, and runs another engine: do not depend on it.',
  },
  'money-float': {
    shopify: 'Shopify calculates with decimal digits: 10.1 minus 2.2 is 7.9.',
    knock: "What Knock's engine prints is not documented; LiquidJS gives 7.8999999999999995.",
  },
  'big-integer': {
    shopify: 'Ruby holds integers of any size.',
    knock: 'Elixir holds integers of any size; receivers in JavaScript do not.',
  },
  'engine-difference': {
    shopify: 'Shopify has it.',
    knock: "Knock's reference does not list it.",
  },
};
