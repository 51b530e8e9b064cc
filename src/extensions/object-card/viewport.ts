import type { ViewportModule } from '../../core/viewport.ts';

/** The card of an object; fetched with the first one that is shown. */
export const cardViewport: ViewportModule = {
  kinds: ['card'],
  isImage: false,
  async mount(element, context) {
    const { mountCard } = await import('./mountCard.tsx');
    return mountCard(element, context);
  },
};
