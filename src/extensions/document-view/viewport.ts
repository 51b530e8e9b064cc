import type { ViewportModule } from '../../core/viewport.ts';

/** One viewport for all documents, so that one document replaces another without a new mount. */
export const documentViewport: ViewportModule = {
  kinds: ['document'],
  isImage: false,
  async mount(element, context) {
    const { mountDocument } = await import('./mountDocument.tsx');
    return mountDocument(element, context);
  },
};
