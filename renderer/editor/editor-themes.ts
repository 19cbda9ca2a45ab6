type Monaco = typeof import('monaco-editor/editor/editor.api');

/** Syntax colours, chosen for a contrast of 4.5 or more on either background. */
const palettes = {
  dark: {
    base: 'vs-dark' as const,
    background: '#16181d',
    foreground: '#d7dae0',
    muted: '#8b93a1',
    key: '#8fc7ff',
    string: '#a8cc8c',
    number: '#e0af68',
    constant: '#e0af68',
    liquid: '#c099ff',
    filter: '#6fd3c7',
    variable: '#f0c6a4',
    invalid: '#ff8080',
    line: '#1d2027',
    selection: '#2c4a7c',
  },
  light: {
    base: 'vs' as const,
    background: '#ffffff',
    foreground: '#1f2329',
    muted: '#667080',
    key: '#0b5cad',
    string: '#3a6f1f',
    number: '#8a5300',
    constant: '#8a5300',
    liquid: '#7c3fc4',
    filter: '#0d7268',
    variable: '#9a4a12',
    invalid: '#c62828',
    line: '#f4f6f8',
    selection: '#cfe2ff',
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
        focusBorder: '#00000000',
      },
    });
  }
}
