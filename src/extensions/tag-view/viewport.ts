import type { ViewportModule } from '../../core/viewport.ts';

/** The table of attributes; it and the dictionary are fetched with the first one that is shown. */
export const tagViewport: ViewportModule = {
  kinds: ['tags'],
  isImage: false,
  async mount(element, context) {
    const { mountTags } = await import('./mountTags.tsx');
    return mountTags(element, context);
  },
};
