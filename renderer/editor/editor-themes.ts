type Monaco = typeof import('monaco-editor/editor/editor.api');

/** The syntax colours of ui/tokens.css, spelled again because Monaco draws tokens from a table of its own. */
const palettes = {
  dark: {
    base: 'vs-dark' as const,
    background: '#1d2025',
    foreground: '#e2e5ea',
    muted: '#9aa2ae',
    key: '#9dbdff',
    string: '#8fd3a8',
    number: '#f0b27a',
    constant: '#f0b27a',
    liquid: '#d3a4f0',
    filter: '#74bdf2',
    variable: '#e6b35c',
    invalid: '#ff9a90',
    line: '#23272d',
    selection: '#34507f',
    widget: '#252930',
    border: '#2f343c',
    selected: '#263554',
  },
  light: {
    base: 'vs' as const,
    background: '#ffffff',
    foreground: '#1b1f26',
    muted: '#616873',
    key: '#1f4db0',
    string: '#17693a',
    number: '#8a3b00',
    constant: '#8a3b00',
    liquid: '#7a2a9e',
    filter: '#0b5f97',
    variable: '#7d4d00',
    invalid: '#b02318',
    line: '#f4f5f7',
    selection: '#c9d9fb',
    widget: '#ffffff',
    border: '#dfe2e6',
    selected: '#e3eafa',
  },
};

export type EditorThemeName = 'hookbench-light' | 'hookbench-dark';

export function defineEditorThemes(api: Monaco): void {
  for (const [name, palette] of Object.entries(palettes)) {
    const rule = (token: string, colour: string, fontStyle = '') => ({
      token,
      foreground: colour.slice(1),
      ...(fontStyle === '' ? {} : { fontStyle }),
    });
    api.editor.defineTheme(`hookbench-${name}`, {
      base: palette.base,
      inherit: true,
      rules: [
        rule('', palette.foreground),
        rule('delimiter', palette.muted),
        rule('delimiter.bracket', palette.muted),
        rule('delimiter.square', palette.muted),
        rule('text', palette.foreground),
        rule('key.json', palette.key),
        rule('string.json', palette.string),
        rule('escape.json', palette.number),
        rule('number.json', palette.number),
        rule('constant.json', palette.constant),
        rule('delimiter.json', palette.muted),
        rule('delimiter.liquid', palette.liquid),
        rule('keyword.liquid', palette.liquid, 'bold'),
        rule('function.liquid', palette.filter),
        rule('variable.liquid', palette.variable),
        rule('attribute.liquid', palette.filter),
        rule('operator.liquid', palette.liquid),
        rule('string.liquid', palette.string),
        rule('number.liquid', palette.number),
        rule('constant.liquid', palette.constant),
        rule('comment.liquid', palette.muted, 'italic'),
        rule('invalid', palette.invalid),
      ],
      colors: {
        'editor.background': palette.background,
        'editor.foreground': palette.foreground,
        'editor.lineHighlightBackground': palette.line,
        'editor.selectionBackground': palette.selection,
        'editorLineNumber.foreground': palette.muted,
        'editorLineNumber.activeForeground': palette.foreground,
        'editorGutter.background': palette.background,
        'editorWidget.background': palette.widget,
        'editorWidget.border': palette.border,
        'editorSuggestWidget.background': palette.widget,
        'editorSuggestWidget.border': palette.border,
        'editorSuggestWidget.selectedBackground': palette.selected,
        'editorSuggestWidget.selectedForeground': palette.foreground,
        'editorHoverWidget.background': palette.widget,
        'editorHoverWidget.border': palette.border,
        'editorOverviewRuler.border': '#00000000',
        focusBorder: '#00000000',
      },
    });
  }
}
