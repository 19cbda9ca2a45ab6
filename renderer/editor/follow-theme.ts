type Monaco = typeof import('monaco-editor/editor/editor.api');

/** Editors wear the theme of the page: `data-theme` on the root element, which the shell sets. */
export function followPageTheme(api: Monaco): void {
  const root = document.documentElement;
  const apply = (): void => api.editor.setTheme(root.dataset.theme === 'dark' ? 'hookbench-dark' : 'hookbench-light');
  new MutationObserver(apply).observe(root, { attributes: true, attributeFilter: ['data-theme'] });
  apply();
}
