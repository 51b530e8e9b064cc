import type { ViewportModule } from '../../core/viewport.ts';

const importStack = () => import('../../adapters/cornerstone/mountStack.ts');

/** Stacks and clips. What draws them (Cornerstone) is fetched when a study is opened. */
export const stackViewport: ViewportModule = {
  kinds: ['stack'],
  isImage: true,
  preload() {
    // A failure shows, with its reason, when a viewport is mounted.
    importStack()
      .then(({ warmUp }) => warmUp())
      .catch(() => undefined);
  },
  async mount(element, context) {
    const { mountStack } = await importStack();
    return mountStack(element, context);
  },
};
