import type { ViewportModule } from '../../core/viewport.ts';

const importStack = () => import('../../adapters/cornerstone/mountStack.ts');

/** Stacks and clips. What draws them (Cornerstone) is fetched when a study is opened. */
export const stackViewport: ViewportModule = {
  kinds: ['stack'],
  isImage: true,
  preload() {
    importStack().catch(() => undefined);
  },
  async mount(element, context) {
    const { mountStack } = await importStack();
    return mountStack(element, context);
  },
};
