import type { ViewportModule } from '../../core/viewport.ts';

/** Stacks and clips. What draws them (Cornerstone) is fetched with the first one that is shown. */
export const stackViewport: ViewportModule = {
  kinds: ['stack'],
  isImage: true,
  async mount(element, context) {
    const { mountStack } = await import('../../adapters/cornerstone/mountStack.ts');
    return mountStack(element, context);
  },
};
