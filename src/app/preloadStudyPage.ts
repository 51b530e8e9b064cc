/** Fetches the code of the study page, and of what draws pictures, without running any of it. In development there is no list of it. */
export function preloadStudyPage(): void {
  // Written by the build; see vite.config.ts.
  const list = document.querySelector<HTMLMetaElement>('meta[name="study-page-code"]')?.content ?? '';
  for (const file of list.split(' ').filter(Boolean)) {
    const isStyle = file.endsWith('.css');
    const link = document.createElement('link');
    link.rel = isStyle ? 'preload' : 'modulepreload';
    if (isStyle) link.as = 'style';
    link.crossOrigin = '';
    link.href = file;
    document.head.append(link);
  }
}
