import type { LanguageItem } from '../template-types.ts';

/** Every tag a template may use, by name. */
export const tagCatalogue: readonly LanguageItem[] = [
  tag('#', '{% # comment %}', 'A comment of one line.', '{% # the id first %}'),
  tag(
    'assign',
    '{% assign name = value %}',
    'Gives a value a name.',
    '{% assign total = 3 | times: 2 %}{{ total }} → 6',
  ),
  tag(
    'break',
    '{% break %}',
    'Leaves the loop.',
    '{% for n in (1..9) %}{% if n > 2 %}{% break %}{% endif %}{{ n }}{% endfor %} → 12',
  ),
  tag(
    'capture',
    '{% capture name %}…{% endcapture %}',
    'Keeps what is rendered inside under a name.',
    '{% capture id %}p-{{ 1 }}{% endcapture %}{{ id }} → p-1',
  ),
  tag(
    'case',
    '{% case value %}{% when other, another %}…{% else %}…{% endcase %}',
    'Renders the branch with an equal value.',
    '{% case 2 %}{% when 1 %}one{% when 2 %}two{% endcase %} → two',
  ),
  tag(
    'comment',
    '{% comment %}…{% endcomment %}',
    'Leaves out what is inside.',
    'a{% comment %}note{% endcomment %}b → ab',
  ),
  tag(
    'continue',
    '{% continue %}',
    'Goes on with the next item of the loop.',
    '{% for n in (1..3) %}{% if n == 2 %}{% continue %}{% endif %}{{ n }}{% endfor %} → 13',
  ),
  tag(
    'cycle',
    '{% cycle value, value %}',
    'Gives the next value each time.',
    '{% for n in (1..3) %}{% cycle "a", "b" %}{% endfor %} → aba',
  ),
  tag('decrement', '{% decrement name %}', 'Counts down from -1.', '{% decrement n %}{% decrement n %} → -1-2'),
  tag(
    'doc',
    '{% doc %}…{% enddoc %}',
    'Notes for people; left out, and never read as Liquid.',
    'a{% doc %}{{ note {% enddoc %}b → ab',
  ),
  tag('echo', '{% echo value %}', 'Prints a value, as {{ value }} does.', '{% echo "a" | upcase %} → A'),
  tag(
    'for',
    '{% for item in list limit: n offset: n reversed %}…{% else %}…{% endfor %}',
    'Repeats for every item; `forloop.index`, `forloop.last` and others tell the place.',
    '{% for n in (1..3) %}{{ n }}{% unless forloop.last %},{% endunless %}{% endfor %} → 1,2,3',
  ),
  tag(
    'if',
    '{% if condition %}…{% elsif condition %}…{% else %}…{% endif %}',
    'Renders one of the branches.',
    '{% if 2 > 1 %}yes{% else %}no{% endif %} → yes',
  ),
  tag(
    'ifchanged',
    '{% ifchanged %}…{% endifchanged %}',
    'Renders its content unless it rendered the same the last time.',
    '{% for n in (1..3) %}{% ifchanged %}{{ n | at_most: 2 }}{% endifchanged %}{% endfor %} → 12',
  ),
  tag('increment', '{% increment name %}', 'Counts up from 0.', '{% increment n %}{% increment n %} → 01'),
  tag(
    'liquid',
    '{% liquid … %}',
    'Several tags, one per line, without delimiters.',
    '{% liquid assign a = 1\necho a %} → 1',
  ),
  tag('raw', '{% raw %}…{% endraw %}', 'Prints what is inside as it is.', '{% raw %}{{ a }}{% endraw %} → {{ a }}'),
  tag(
    'render',
    "{% render 'key', name: value %}",
    'Renders a partial, which sees the named values only; at most 5 deep.',
    null,
  ),
  tag('tablerow', '{% tablerow item in list cols: n %}…{% endtablerow %}', 'Rows and cells of an HTML table.', null),
  tag(
    'unless',
    '{% unless condition %}…{% else %}…{% endunless %}',
    'Renders its content when the condition does not hold.',
    '{% unless false %}yes{% endunless %} → yes',
  ),
];

function tag(name: string, signature: string, description: string, example: string | null): LanguageItem {
  return { name, signature, description, example };
}
